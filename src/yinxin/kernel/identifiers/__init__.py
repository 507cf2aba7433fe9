"""The numbers that others issue and we check: one module per number, in the manner of python-stdnum.

Each module has `compact` (the form that is stored) and `problem` (None, or what is wrong and whether it
blocks): impossible syntax blocks, a failed check character only warns where legal numbers are known to fail
it.
"""
