"""Files of others → a checked data set → a release or a folder of tables.

Imports releases, validation, formats, entities and claims.
Start at gathering.py.
"""
