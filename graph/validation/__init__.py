"""Is a data set well formed: shapes of one record, cross-checks between records.

Imports triples and claims.
Start at findings.py.
"""
