"""The one page that answers for a firm: what each of its parts says, in codes; words come last.

Imports what measures, lenses and profiles found; changes nothing of it.
Start at page.py.
"""
