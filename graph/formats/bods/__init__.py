"""The Beneficial Ownership Data Standard 0.4, in and out.

Imports files, tables and claims.
Start at reader.py and writer.py.
"""
