"""Figures as of a day, with the rows behind each; the bulletin that states them; the dashboard.

Words: a *figure* is a named, documented query over dated facts for a division and its parts as of a day.
"""
