"""Field studies (实地调研) of a project: places, samples, measurements, photos, and the limits that they suggest.

Words: a *measurement* is a value of an item with its unit, instrument and method; a *proposed limit* is read off the
measurements of one item, beside the national limit and those of other standards.
"""
