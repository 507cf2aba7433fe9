"""A standard as a document in the layout of GB/T 1.1-2020, always in Chinese: one structure, told by Word and PDF."""
