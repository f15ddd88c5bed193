"""Registries that users bring: names of persons, bodies and states, with the ids under which a user knows them.

`sources` reads what they have (JSON Lines, CSV, FollowTheMoney: `ftm`), `build` makes entries of it and tells what
cannot be matched safely (`caution`), `file` keeps them. `meaning` says what they mean beside the built-in registry
(`pipeline.matching.registry`), `brought` finds their names in texts, many of them by a `table`. `search` and `explain`
tell what is in them and why it is found or not; `command` is what the command line calls.
"""
