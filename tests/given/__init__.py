"""Given-states, reached by acting as the people of the scheme would.

Each function returns what came of it. One module per part of the scheme; nothing here sets a state by hand.
"""
