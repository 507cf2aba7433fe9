"""The expert's pages, one module per topic."""
