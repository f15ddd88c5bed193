"""relate: who says, who does, what, to whom; who holds which role; who signs.

    >>> relations.claims[0].type, relations.claims[0].action
    ('violation', 'detain')

In: texts with parse and names. Out: for each its `Relations`, in tokens and offsets; which entity the words mean is the
business of normalise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.matching.registry import Registry
from pipeline.recognise.signatories import Signatory, find_signatories
from pipeline.relate.attribution import Voices, tokens_of
from pipeline.relate.claims import ClaimFinder
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.judge import Judge
from pipeline.relate.lexicon import Lexicon, default_lexicon
from pipeline.relate.roles import RoleFact, find_roles
from pipeline.relate.syntax import Tree
from pipeline.statement import Name, Recognised


@dataclass(frozen=True, slots=True)
class Relations:
    """What relate found in one text."""

    tree: Tree
    name_at: dict[int, Name]  # token → the name that it belongs to
    roles: list[RoleFact]
    signatories: list[Signatory]
    claims: list[RawClaim]


class Relater:
    """The lexica and the extractors that read them; made once a process."""

    def __init__(self, registry: Registry, judge: Judge, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or default_lexicon()
        self._registry = registry
        self.finder = ClaimFinder(self.lexicon, judge)

    def relate(self, batch: Sequence[Recognised]) -> list[Relations]:
        """One `Relations` for each text, in order."""
        return [self._relate(recognised) for recognised in batch]

    def _relate(self, recognised: Recognised) -> Relations:
        context = self.context(recognised)
        return Relations(
            tree=context.tree,
            name_at=context.name_at,
            roles=find_roles(recognised),
            signatories=find_signatories(recognised),
            claims=self.finder.find(context, recognised.clean.sections),
        )

    def context(self, recognised: Recognised) -> Context:
        """A text with its parse, names and voices, as the extractors ask about it."""
        tree = Tree(recognised.doc, recognised.clean.text, self.lexicon.vocabulary)
        name_at = tokens_of(tree, recognised.names)
        voices = Voices(tree, name_at, self.lexicon)
        return Context(tree, name_at, voices, self.lexicon, self._registry, recognised.doc._.claims)
