"""The files of a demonstration as they are read: one module for each part, `reading` for the whole folder."""
