"""A walk through a demonstration over HTTP: `visitor` opens pages, `stops` says which, `checks` and `looking` judge."""
