"""Whether a capital stands for its government: "Beijing decided", but not "in Beijing".

A wrong mention is worse than a missing one: a capital is a place unless its surroundings make it the government. They
are read from the words next to it first (tags and words are surer than parses), then from the parse. Names of a
coordination share what stands before and after it: "between Moscow and Kyiv", "Beijing and Hong Kong officials".
"""

from spacy.tokens import Doc, Token

from pipeline.normalise.state_lists import StateLists
from pipeline.normalise.state_words import state_words

_HYPHENS = frozenset("-–‐‑")
_POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
_TIMES = frozenset(
    "yesterday today tomorrow last this next late early"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


class Capitals:
    """Reads the capitals of one text.

    doc: the parsed text (UD labels; tags of the Penn Treebank). lists: where its names of states are.
    """

    def __init__(self, doc: Doc, lists: StateLists) -> None:
        self._doc = doc
        self._lists = lists
        self._ends = lists.ends
        self._words = state_words().metonymy

    def is_government(self, first: int) -> bool:
        """Whether the name that begins at token `first` stands for a government."""
        doc, words = self._doc, self._words
        end = self._ends[first]
        is_seat = doc[first:end].text in words.seats
        hyphenated = self._hyphenated(first, end)
        if hyphenated is not None:
            return hyphenated
        left, right = self._lists.before(first), self._lists.after(end)
        before = doc[left] if left >= 0 else None
        if before is not None and before.lower_ in words.place_prepositions:
            return False
        after = doc[right] if right < len(doc) else None
        if after is not None and after.text in _POSSESSIVES and (after.tag_ == "POS" or len(after.text) > 1):
            return self._owned(right)
        if after is not None and self._is_noun(after) and not self._is_verb_with_object(after):
            nouns = words.city_nouns if is_seat else words.government_nouns
            return bool(nouns & _forms(after)) != is_seat
        role = self._role(first, before, after)
        return is_seat if role is None else role

    def _role(self, first: int, before: Token | None, after: Token | None) -> bool | None:
        """What preposition, verb or predicate make of a name; None: nothing to tell by."""
        words = self._words
        anchor = self._anchor(first)
        preposition = before.lower_ if before is not None else ""
        if preposition in words.government_prepositions or preposition in words.governed:
            return self._governed(anchor, before, after)
        if anchor.dep_.startswith("nsubj") and anchor.head.i > anchor.i:
            return self._as_subject(anchor.head, anchor.dep_ != "nsubj")
        is_object = anchor.dep_ in ("obj", "iobj") and anchor.head.i < anchor.i
        if is_object or (before is not None and before.tag_.startswith("VB")):
            verb = anchor.head if is_object or before is None else before
            told_to = after is not None and after.tag_ == "TO" and not words.place_objects & _forms(verb)
            return told_to or bool(words.addressed_by & _forms(verb))
        if after is None or (first > 0 and self._doc[first - 1].tag_ == "DT"):
            return None
        if after.tag_ in ("VBZ", "VBD", "VBP", "MD") or self._is_verb_with_object(after):
            return self._as_subject(after, passive=False)
        if after.tag_ == "VBN" and (before is None or after.sent.start == first):
            # Taggers take the verb of a headline for a participle: "Beijing jailed …", but "Kyiv shelled again".
            return self._as_subject(after, passive=True)
        return None

    def _governed(self, anchor: Token, preposition: Token | None, after: Token | None) -> bool:
        words = self._words
        assert preposition is not None  # the caller has read it
        governors = set[str]()
        if preposition.i > 0:
            governors |= _forms(self._doc[preposition.i - 1])
        if preposition.i > 1 and self._doc[preposition.i - 1].tag_ in ("RB", "RP", "JJ"):
            governors |= _forms(self._doc[preposition.i - 2])
        if anchor.head.i < preposition.i:
            governors |= _forms(anchor.head)
        wanted = words.governed.get(preposition.lower_)
        if wanted is not None:
            asked_to_act = preposition.lower_ in ("for", "on") and after is not None and after.lower_ == "to"
            return asked_to_act or bool(wanted & governors)
        return not words.movement & governors

    def _as_subject(self, predicate: Token, passive: bool) -> bool:
        words = self._words
        verbs = _forms(predicate)
        if passive:
            return not words.place_passives & verbs
        if predicate.lower_ in ("is", "are", "was", "were"):
            # The parse is missing: only a predicate would tell.
            return False
        if words.place_predicates & verbs and not predicate.tag_.startswith("VB"):
            return False
        return not words.place_verbs & verbs

    def _owned(self, possessive: int) -> bool:
        """Whether what follows an 's is a government's and not a city's."""
        doc, words = self._doc, self._words
        head: Token | None = None
        for token in doc[possessive + 1 : possessive + 6]:
            if self._is_noun(token):
                head = token
            elif head is not None or token.is_punct or token.tag_.startswith(("VBZ", "VBD", "IN", "MD")):
                break
        if head is None:
            return False
        if words.city_nouns & _forms(head):
            return False
        # "Tehran’s Evin Prison" is a place or body in the city; "Beijing’s Foreign Ministry" acts for the government.
        return not head.tag_.startswith("NNP") or bool(words.government_nouns & _forms(head))

    def _hyphenated(self, first: int, end: int) -> bool | None:
        """Government in "Moscow-backed" and "pro-Beijing", place in "Beijing-based"; None: no hyphen."""
        doc, words = self._doc, self._words
        if first > 1 and doc[first - 1].text in _HYPHENS and not doc[first - 2].whitespace_:
            return doc[first - 2].lower_ in words.attitudes_before_hyphen
        if (
            end + 1 < len(doc)
            and doc[end].text in _HYPHENS
            and not doc[end - 1].whitespace_
            and not doc[end].whitespace_
        ):
            return doc[end + 1].lower_ in words.participles_after_hyphen
        return None

    def _anchor(self, first: int) -> Token:
        """The head token of a name, or of the coordination that it stands in."""
        token: Token = self._doc[first : self._ends[first]].root
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
        return token

    def _is_noun(self, token: Token) -> bool:
        return token.tag_.startswith("NN") and token.lower_ not in _TIMES and token.i not in self._ends

    def _is_verb_with_object(self, token: Token) -> bool:
        """Verbs that taggers take for plural nouns after an opening name: "Beijing punishes advocates"."""
        words = self._words
        if token.tag_ not in ("NNS", "NN") or not token.lower_.endswith("s"):
            return False
        if token.lower_ in words.headline_verbs:
            return True
        if (words.government_nouns | words.city_nouns) & _forms(token) or token.i + 1 == len(self._doc):
            return False
        return self._doc[token.i + 1].tag_ in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "JJ")


def _forms(token: Token) -> set[str]:
    """The word as it stands, its lemma, and its singular where the lemma is wrong."""
    word = token.lower_
    return {word, token.lemma_.lower(), word.removesuffix("s")}
