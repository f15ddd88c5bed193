"""The encoder as a component of a spaCy pipeline, so that the model in `models/` is one that spaCy loads and saves."""

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.recognise.encoder import Encoder

_FILES = ("config.json", "lemmas.tsv", "tokenizer.json", "model.onnx")


@Language.factory(
    "rapporteur_encoder",
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.ents"],
    requires=["token.is_sent_start"],
)
def make_component(nlp: Language, name: str) -> "EncoderComponent":
    """Called by spaCy when it builds the pipeline; the weights come with `from_disk`."""
    return EncoderComponent()


class EncoderComponent:
    """Annotates a Doc whose sentence starts are set (see `pipeline.recognise.sentences`)."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._encoder is None:
            raise RuntimeError("the encoder has no weights: load the pipeline from its folder")
        self._encoder.annotate([doc])
        return doc

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "EncoderComponent":
        """Loads the weights from the component's folder in the pipeline's."""
        self._folder = Path(path)
        self._encoder = Encoder.load(self._folder)
        return self

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Copies the weights into the folder of a pipeline that is being saved."""
        if self._folder is None:
            raise RuntimeError("the encoder has no weights to save")
        Path(path).mkdir(exist_ok=True)
        for file in _FILES:
            copyfile(self._folder / file, Path(path) / file)
