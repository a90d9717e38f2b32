"""The Beneficial Ownership Data Standard: 0.2 to 0.4 in, 0.4 out, and its rules.

Imports files, tables and claims.
Start at reader.py, writer.py and checking.py.
"""
