"""From claims to the holders of one firm on one day: what counts, how old, what is left.

Imports claims.
Start at stakes.py (which claims count), then holder_column.py (the whole column).
"""
