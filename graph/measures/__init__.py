"""One file for each thing a lens can measure; codes, numbers and claims come out.

Imports screening, networks, holders, ownership and claims.
Start at measured.py (the shape), then home_share.py.
"""
