"""The exported encoder as a spaCy pipeline.

    PYTHONPATH=.:models/training python models/training/package.py EXPORTED OUT

EXPORTED is the folder that export.py makes, OUT the pipeline that the package loads.
"""

import shutil
import sys
from pathlib import Path

import spacy

import pipeline.recognise.component  # noqa: F401  registers the encoder with spaCy

META = {
    "name": "rapporteur",
    "description": "Tags, lemmas, dependency parse and names (PERSON, ORG, LOC) for English statements",
    "author": "the rapporteur maintainers",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"},
        {"name": "UD English EWT and Universal NER", "license": "CC BY-SA 4.0"},
        {"name": "GUM (academic, bio, court, interview, news, speech, textbook, voyage)", "license": "CC BY 4.0"},
        {"name": "Re-DocRED", "license": "MIT; sentences from Wikipedia, CC BY-SA"},
        {"name": "CrossNER", "license": "MIT; sentences from Wikipedia, CC BY-SA"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "re3d", "license": "OGL v3, public domain, CC BY 3.0 AU, CC BY-SA 3.0, by source"},
    ],
}


def main(exported: Path, out: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("rapporteur_encoder").from_disk(exported)
    nlp.meta.update(META)
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    for unused in ("vectors", "vectors.cfg", "key2row"):  # there are no word vectors
        (out / "vocab" / unused).unlink(missing_ok=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
