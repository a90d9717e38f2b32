"""A release packed to be deposited: its files, tables, descriptions and how it is cited.

Imports releases, formats and triples; opening one is opening a release.
Start at packing.py.
"""
