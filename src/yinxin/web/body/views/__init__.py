"""Views of the body pages, one module per topic."""
