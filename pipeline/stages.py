"""The stages in their order: the table of contents of the pipeline.

read (pipeline.read) → clean → recognise → relate → normalise → record. A `Stages` is loaded once a process and takes
batches of statements; what it gives does not depend on how they are batched.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language

from pipeline.clean import clean
from pipeline.matching import registry as registries
from pipeline.matching.registry import Registry
from pipeline.matching.scanner import Scanner
from pipeline.normalise import normalise
from pipeline.recognise import recognise
from pipeline.recognise.model import load_model, model_digest
from pipeline.record import Record
from pipeline.registries.brought import Brought, bring
from pipeline.relate import Relater
from pipeline.relate.judge import Judge
from pipeline.resources import claims_path, model_path, registry_path
from pipeline.statement import CleanText, Failure, Name, Statement


@dataclass(frozen=True, slots=True)
class Stages:
    """The loaded model and registries, and what is made of them once."""

    nlp: Language
    registry: Registry
    scanner: Scanner
    relater: Relater
    brought: Brought | None  # registries of the user's

    @classmethod
    def load(cls, files: Sequence[Path] = ()) -> "Stages":
        """Takes about two seconds. files: registries of the user's, as `pipeline.registries.file` writes them.

        Raises RapporteurError where model or registry are missing or broken.
        """
        registry, brought = registries.load(registry_path()), None
        if files:
            registry, brought = bring(registry, files)
        relater = Relater(registry, Judge.load(claims_path()))
        return cls(load_model(model_path()), registry, Scanner(registry.forms), relater, brought)

    def identity(self) -> dict[str, str]:
        """What records depend on beside the statements: the version, and sha256 of model, judge and registries."""
        made_by = {
            "rapporteur": version("rapporteur"),
            "model": model_digest(model_path()),
            "claims": hashlib.sha256(claims_path().read_bytes()).hexdigest(),
            "registry": self.registry.digest,
        }
        return made_by if self.brought is None else made_by | {"registries": self.brought.digest}

    def names(self, texts: Sequence[CleanText]) -> list[tuple[Name, ...]]:
        """The names in each text, in order: what recognition alone gives."""
        with self.nlp.memory_zone():
            return [one.names for one in recognise(texts, self.nlp, self.registry, self.scanner, self.brought)]

    def process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        """One record or failure for each statement, in order."""
        cleaned = clean(statements)
        texts = [text for text in cleaned if isinstance(text, CleanText)]
        with self.nlp.memory_zone():  # frees the words that only these texts have; nothing of spaCy's outlives it
            recognised = recognise(texts, self.nlp, self.registry, self.scanner, self.brought)
            relations = self.relater.relate(recognised)
            records = iter(normalise(recognised, relations, self.registry, self.relater.lexicon))
        return [next(records) if isinstance(text, CleanText) else text for text in cleaned]
