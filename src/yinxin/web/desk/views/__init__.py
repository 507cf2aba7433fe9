"""The desk pages, one module a topic."""
