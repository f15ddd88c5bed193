"""The training pack as spaCy's training files.

    python convert.py PACK OUT

PACK is the folder that rebuild_pack.py makes. OUT gets {syntax,names}_{train,dev}.spacy. The same pack gives the same
files: every choice comes from one seeded generator a file.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import augment
import conllu
from conllu import Sentence
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

TREES = ("ud-ewt", "gum")
NAMES = ("ud-ewt", "gum", "re-docred", "crossner", "wikigold", "re3d")
LABELS = {"PERSON", "ORG", "LOC"}  # the labels that every source annotates
# Names are also missed there (the pack's README), so a capitalised word without a label is unknown, not outside.
INCOMPLETE = {"re3d"}


def documents(sentences: Iterable[Sentence], rng: random.Random, longest: int = 3) -> Iterator[list[Sentence]]:
    """Runs of one to `longest` neighbouring sentences of a document: the parser must not count on one sentence."""
    run: list[Sentence] = []
    limit = rng.randint(1, longest)
    for sentence in sentences:
        if run and (sentence.new_document or len(run) >= limit):
            yield run
            run, limit = [], rng.randint(1, longest)
        run.append(sentence)
    if run:
        yield run


def syntax_doc(vocab: Vocab, run: list[Sentence]) -> Doc:
    heads: list[int] = []
    for sentence in run:
        offset = len(heads)
        heads += [offset + h for h in sentence.heads]
    return Doc(
        vocab,
        words=[w for s in run for w in s.words],
        spaces=[x for s in run for x in s.spaces],
        tags=[x for s in run for x in s.xpos],
        pos=[x for s in run for x in s.upos],
        morphs=[x for s in run for x in s.morphs],
        lemmas=[x for s in run for x in s.lemmas],
        heads=heads,
        deps=[x for s in run for x in s.deps],
        sent_starts=[i == 0 for s in run for i in range(len(s.words))],
    )


def names_doc(vocab: Vocab, run: list[Sentence], incomplete: bool) -> Doc:
    words = [w for s in run for w in s.words]
    doc = Doc(vocab, words=words, spaces=[x for s in run for x in s.spaces])
    tags = [x for s in run for x in s.names]
    spans = [Span(doc, start, end, label=label) for start, end, label in augment.spans(tags) if label in LABELS]
    inside = {i for span in spans for i in range(span.start, span.end)}
    unknown = [doc[i : i + 1] for i, w in enumerate(words) if i not in inside and w[:1].isupper()] if incomplete else []
    doc.set_ents(spans, missing=unknown)
    return doc


def write(path: Path, docs: Iterable[Doc]) -> None:
    store = DocBin(
        attrs=["ORTH", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"], docs=docs
    )
    store.to_disk(path)
    print(f"{path.name}: {len(store)} documents")


def main(pack: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    vocab = Vocab()

    def runs(folder: str, split: str, rng: random.Random) -> Iterator[list[Sentence]]:
        return documents(conllu.read(pack / folder / f"{split}.conllu.gz"), rng)

    for split in ("train", "dev"):
        rng = random.Random(f"syntax {split}")

        def trees(split: str = split, rng: random.Random = rng) -> Iterator[Doc]:
            for folder in TREES:
                for run in runs(folder, split, rng):
                    yield syntax_doc(vocab, augment.typography(run, rng) if split == "train" else run)

        write(out / f"syntax_{split}.spacy", trees())

    swap = augment.NameSwapper(Path(__file__).with_name("names.toml"))
    for split in ("train", "dev"):
        rng = random.Random(f"names {split}")

        def docs(split: str = split, rng: random.Random = rng) -> Iterator[Doc]:
            for folder in NAMES:
                for run in runs(folder, split, rng):
                    incomplete = folder in INCOMPLETE
                    if split == "dev":
                        yield names_doc(vocab, run, incomplete)
                        continue
                    yield names_doc(vocab, augment.typography(run, rng), incomplete)
                    changed = swap(run, rng)
                    if changed is not None:
                        yield names_doc(vocab, augment.typography(changed, rng), incomplete)

        write(out / f"names_{split}.spacy", docs())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
