"""evaluate: records against gold made by hand, layer by layer.

gold.py, check.py       what gold is, and what is wrong with it
corpus.py               gold and records of a corpus brought together
statement.py            one statement compared: entities.py, dates.py, claims.py, spans.py
total.py, bootstrap.py  the figures of a corpus, and how sure they are; kinds.py: by kind of text
agreement.py            two annotations compared: annotated.py reads one as a record
calibration.py          whether confidence means what it says
floors.py               the figures that must not fall
formats/, names.py      corpora of others
report.py, command.py   what is shown, and the command

Every figure is defined where it is made. Spans are half-open, and no figure depends on the order of anything.
"""
