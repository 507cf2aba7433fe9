"""The pool of technical experts: recommended by a league, admitted, and leaving again.

Words: an *expert* has *fields* (product, process, standardisation, audit, law) and an *employer*.
"""
