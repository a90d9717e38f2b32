"""What we know and can compute: claims, releases, ownership, control, lenses.

Imports ontology; never the web, the command line or environment variables.
Start at questions.py: every question, one function each.
"""
