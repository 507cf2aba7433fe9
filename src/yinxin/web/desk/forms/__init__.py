"""The forms of the desk pages, one module a topic."""
