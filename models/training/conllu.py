"""The training pack's CoNLL-U files as sentences."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Sentence:
    """Parallel lists, one item a token. `heads` counts in the sentence; a root's head is itself."""

    new_document: bool
    words: list[str]
    spaces: list[bool]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]
    names: list[str]  # IOB2


def read(path: Path) -> Iterator[Sentence]:
    """Sentences of a .conllu.gz file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield _sentence(block)
                block = []
        if block:
            yield _sentence(block)


def _sentence(block: list[str]) -> Sentence:
    s = Sentence(any(line.startswith("# newdoc") for line in block), [], [], [], [], [], [], [], [], [])
    multiword_end, multiword_space = 0, True
    for line in block:
        if line.startswith("#"):
            continue
        number, form, lemma, upos, xpos, feats, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "-" in number:  # "1-2 don't": no blank inside, and the blank after it belongs to its last word
            multiword_end, multiword_space = int(number.split("-")[1]), space
            continue
        i = int(number)
        if i <= multiword_end:
            space = multiword_space if i == multiword_end else False
        s.words.append(form)
        s.spaces.append(space)
        s.lemmas.append(lemma)
        s.upos.append(upos)
        s.xpos.append(xpos)
        s.morphs.append("" if feats == "_" else feats)
        s.heads.append(i - 1 if head in ("0", "_") else int(head) - 1)
        s.deps.append("ROOT" if dep == "root" else dep)
        s.names.append(next((x[4:] for x in misc.split("|") if x.startswith("NER=")), "O"))
    return s
