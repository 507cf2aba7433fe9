"""The JSON API under /api/v1/: the public register as data. Its documents are generated from the code."""
