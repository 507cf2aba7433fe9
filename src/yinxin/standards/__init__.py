"""The certification standards: from the need for one to its number, its reviews and its replacement.

Sub-packages, lowest first: `texts` (a standard: its clause tree, indicators, versions, publication, supersession),
`calls` (研制目录征集 and the proposals that answer it), `projects` (the stages of a group standard, its papers and time
limits), `studies` (field studies, measurements, proposed limits), `comments` (what the public says of a draft and what
it is answered), `reviews` (the panel, its ballots and minutes). Standards are numbered T/NMSP MZB0x.nn-yyyy.
"""
