"""Our own folder of CSV tables, and lists of names, in and out.

Imports files and claims.
Start at tables.py (a folder) and lists.py (a list).
"""
