"""Running the stages over many statements: the only place that knows of processes and output folders.

`job.run` is a run from beginning to end: `inputs` says what there is to do, `workers` spread it over processes, each
with a `processor`, `output` writes what becomes of it into a `folder`, and `earlier` finds what is done already.
`python.extract` is the same without processes and folders.
"""
