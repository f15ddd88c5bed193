"""FollowTheMoney entities, as OpenSanctions and Aleph export them: {"id", "schema", "properties": {"name": [...]}}.

Properties are those of the schemata at https://followthemoney.tech/explorer/; values are lists of strings.
"""

from collections.abc import Mapping, Sequence
from typing import Any

_KINDS = {"Person": "person", "Organization": "organisation", "Company": "organisation", "PublicBody": "government"}
_PROPERTIES: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "alias": ("alias", "previousName"),
    "weak": ("weakAlias",),
    "state": ("nationality", "citizenship", "country", "jurisdiction"),
    "role": ("position",),
    "dates": ("birthDate", "incorporationDate"),
}


def cells(entity: Mapping[str, Any]) -> Mapping[str, Sequence[str]] | str:
    """The fields of an entity, or why it is none that texts are searched for.

    Its states may be such as are no more ("suhh"), or of the format's own ("eu").
    """
    schema, properties = entity["schema"], entity["properties"]
    if schema not in _KINDS:
        return f"schema {schema}; taken are {', '.join(_KINDS)}"
    found = {"id": [entity["id"]] if isinstance(entity.get("id"), str) else [], "kind": [_KINDS[schema]]}
    for field, names in _PROPERTIES.items():
        for name in names:
            values = properties.get(name) or [] if isinstance(properties, dict) else []
            found.setdefault(field, []).extend(one for one in values if isinstance(one, str) and one.strip())
    return found


def source_of(field: str) -> str:
    """What the format calls a field of ours."""
    return "id" if field == "id" else "property " + "/".join(_PROPERTIES.get(field, (field,)))
