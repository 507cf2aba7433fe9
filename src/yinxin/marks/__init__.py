"""Marks: who may use the scheme's mark, on what, and how often.

A *mark licence* follows a certificate and opens a *quota*: as many labels as the certified output
allows. Labels are ordered in *label batches*, each a range of counters; every label bears one *unit
code*, which is computed and never stored. *Verification* answers what a code stands for; each
question asked is a *scan*, and scans that cannot all be genuine raise an alert.
"""
