"""HTTP: who is asking, what they may open, how refusals read; below it one package per audience."""
