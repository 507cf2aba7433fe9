"""Views for anyone, one module a topic."""
