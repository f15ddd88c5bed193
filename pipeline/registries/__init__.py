"""Registries that users bring: names of persons, bodies and states, with the ids under which a user knows them.

`sources` reads what they have (JSON Lines, CSV, FollowTheMoney), `build` makes entries of it and tells what cannot be
matched safely (`caution`), `file` keeps them, `brought` finds their names in texts beside those of the built-in
registry (`pipeline.matching.registry`). `search` and `explain` tell what is in them and why it is found or not.
"""
