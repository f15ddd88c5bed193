"""The two trained halves as one spaCy pipeline, with its figures.

    python assemble.py BUILD PACK OUT

BUILD has `syntax/model-best` and `names/model-best` of `spacy train`. OUT gets the pipeline that the package loads and
`evaluation.json`: scores on every test split of the pack, tokenised by spaCy from raw text.
"""

import json
import random
import sys
from pathlib import Path

import conllu
import convert
import spacy
from spacy.language import Language
from spacy.training import Example

TESTS_OF_TREES = ("ud-ewt", "gum", "ud-pud")
TESTS_OF_NAMES = ("ud-ewt", "ud-pud", "gum", "re-docred", "crossner", "wikigold")
META = {
    "name": "rapporteur",
    "description": "Tags, lemmas, dependency parse and names (PERSON, ORG, LOC) for English statements",
    "author": "the rapporteur maintainers",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English EWT and Universal NER", "license": "CC BY-SA 4.0"},
        {"name": "GUM (academic, bio, court, interview, news, speech, textbook, voyage)", "license": "CC BY 4.0"},
        {"name": "Re-DocRED", "license": "MIT; sentences from Wikipedia, CC BY-SA"},
        {"name": "CrossNER", "license": "MIT; sentences from Wikipedia, CC BY-SA"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "re3d", "license": "OGL v3, public domain, CC BY 3.0 AU, CC BY-SA 3.0, by source"},
    ],
}


def assemble(build: Path) -> Language:
    """Both pipelines in one; each keeps the embedding layer that it was trained with."""
    nlp = spacy.load(build / "syntax/model-best")
    names = spacy.load(build / "names/model-best")
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=names)
    nlp.meta.update(META)
    return nlp


def evaluate(nlp: Language, pack: Path) -> dict[str, dict[str, float]]:
    """Scores by test set, in per cent."""
    table: dict[str, dict[str, float]] = {}
    for folder in dict.fromkeys((*TESTS_OF_TREES, *TESTS_OF_NAMES)):
        runs = list(convert.documents(conllu.read(pack / folder / "test.conllu.gz"), random.Random(folder), longest=1))
        row: dict[str, float] = {}
        if folder in TESTS_OF_TREES:
            whole = list(
                convert.documents(conllu.read(pack / folder / "test.conllu.gz"), random.Random(folder), longest=3)
            )
            gold = [convert.syntax_doc(nlp.vocab, run) for run in whole]
            scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
            for name in ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f"):
                row[name] = round(100 * scores[name], 1)
        if folder in TESTS_OF_NAMES:
            gold = [convert.names_doc(nlp.vocab, run, incomplete=False) for run in runs]
            scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
            row["ents_f"] = round(100 * scores["ents_f"], 1)
            for label, score in sorted((scores["ents_per_type"] or {}).items()):
                row[f"ents_f {label}"] = round(100 * score["f"], 1)
        table[folder] = row
        print(folder, row)
    return table


def main(build: Path, pack: Path, out: Path) -> None:
    nlp = assemble(build)
    nlp.to_disk(out)
    table = evaluate(spacy.load(out), pack)
    out.with_name("evaluation.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*(Path(a) for a in sys.argv[1:]))
