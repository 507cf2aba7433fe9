"""The rulebook's models, one module per noun, and the checks that read the whole file at once."""
