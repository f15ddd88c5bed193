"""Patterns of datelines: what is printed of place and day before a statement begins."""

import re

_MONTH = (
    r"(?i:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day),? )?(?:(?:the )?{_DAY}(?: of)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} {_DAY},? \d{{4}}|{_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
# The places, or the body, that a dateline names: "GENEVA", "New York / Nairobi", "Washington, D.C.".
_PLACE = r"[A-Z][\w.’'&-]*(?:(?:,? | ?/ ?| - |,? and | of | for | of the )\(?[A-Z][\w.’'&-]*\)?){0,9}"
# A line that is nothing but a date, with a place, a time or a word such as "Published".
DATE_LINE = re.compile(
    rf"(?:(?i:published|posted|issued|date|dated|released|(?:last )?updated)(?: on)?:? )?"
    rf"(?:\(?{_PLACE}\)?[,:|]? ?(?:[–—|-] ?)?)?[(\[]?{_DATE}[)\]]?"
    rf"(?:[,|]? (?:at )?\d{{1,2}}[:.]\d\d(?: ?[AaPp]\.?[Mm]\b\.?)?)?(?: ?[,|–-]? {_PLACE})?\.?"
)
_DASH = rf" ?(?:[–—―]|--|-(?= )|:(?= ))[–—― -]*+(?!\d|{_MONTH})"  # no range of dates: "Liu (28 December 1955 – 13 July"
# What the first paragraph begins with.
DATELINE = re.compile(
    rf"[(\[]?(?:{_PLACE}[,:|]? ?[(|/–—-]? ?)?{_DATE}[)\].]*{_DASH}"  # "GENEVA (12 March 2024) –", "(X, May 3, 2024)—"
    rf"|[(\[]{_PLACE}[)\]]{_DASH}"  # "(Nairobi) –"
    r"|[A-Z]{3,}[A-Z .,/-]*(?:, [A-Z][a-z]+)?(?: \([A-Za-z .]+\))?" + _DASH  # "NAIROBI, Kenya —"
)
DATE_CRUMB = re.compile(rf"({_DATE}) (?=Comments Off\b)", re.IGNORECASE)
