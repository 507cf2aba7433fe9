"""The demonstration: a story of dated acts, told through the program's own importers and actions.

`data` reads `demo/alxa/`, `times` turns its days into moments, `story` plays scenes in the order of time. Each of
`people`, `standards`, `ledger`, `pool`, `cases`, `certificates`, `labels`, `supervision` and `publicity` tells a part;
`cast` finds whom and what they name, `papers` makes the files that are handed in. `loading` puts the scenes together;
`accounts` and `addresses` say what there is to try; `walk` looks at the pages over HTTP.
"""
