"""Files of others and ours: one folder or file a format, reader, writer or both.

Imports triples, holders, answers, claims and errors.
Start at catalogue.py: every format, by name.
"""
