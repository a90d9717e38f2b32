"""Tables in anybody's columns: a mapping, or the names of the columns, makes claims of them.

Imports files, tables and claims.
Start at reader.py; mapping.py says which column is what.
"""
