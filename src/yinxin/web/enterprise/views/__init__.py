"""Views for enterprises, one module a topic. Each cleans a form, calls one action, and answers."""
