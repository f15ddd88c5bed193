"""The classes that claims are read in, in the order of the columns of whatever scores them."""

NO_CLAIM = "none"
TYPES = ("violation", "criticism", "demand", "recommendation", "response", "vote", "commitment", "statement", NO_CLAIM)
ROLES = ("source", "actor", "target")
