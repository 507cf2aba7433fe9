"""A walk through the pages of a demonstration over HTTP: `visitor` opens them, `stops` says which, `looking` judges."""
