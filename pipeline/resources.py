"""Where the model and the registry lie: inside the wheel, or in the checkout's fixed folders."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def _find(packaged: str, checkout: str) -> Path:
    inside = _PACKAGE / "_data" / packaged
    return inside if inside.exists() else _CHECKOUT / checkout


def model_path() -> Path:
    """Folder of the trained spaCy pipeline."""
    return _find("model", "models/en_rapporteur")


def claims_path() -> Path:
    """The weights of the judge of claims."""
    return _find("claims.json", "models/claims.json")


def registry_path() -> Path:
    """Folder of the registry's data files."""
    return _find("registry", "corpus/registry")
