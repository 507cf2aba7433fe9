"""Unit codes: seventeen characters that stand for one package, computed and never stored.

A code is an *epoch* (which key), a *counter* (which package) under format-preserving encryption with
*redundancy* (zeros that only a holder of the key can put there), and a *check character* (so that a
typing error is told from a forgery). Pure: no database, no clock, no log. `unit_code` is the format,
`bulk` the same format a million at a time, `keyring` where the keys are kept; `kernel.alphabet`,
`check_character` and `ff1` are the parts.
"""
