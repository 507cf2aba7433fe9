"""The certification standards: who proposed them, what they ask, when they are in force.

Words: a *proposal* (研制建议) asks for a standard; a *standard* has a number once it is published; a *clause* asks for
one thing; an *origin rule* says where a product must come from; an *indicator* is a limit with its method and the
national limit beside it. Standards are numbered T/NMSP MZB0x.nn-yyyy.
"""
