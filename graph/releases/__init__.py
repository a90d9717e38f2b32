"""Releases: built once, never changed, verified when opened, found by their id.

Imports domesticness, validation, formats, entities, triples and claims.
Start at release.py (open) and build.py (make).
"""
