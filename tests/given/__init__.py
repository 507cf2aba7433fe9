"""Given-states, reached by acting: each function does what the people of the scheme would do, and returns what came of it.

One module per part of the scheme; nothing here sets a state by hand.
"""
