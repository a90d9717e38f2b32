"""The firm asked about and everybody above it, as a network the numbers can solve.

Imports holders, ownership and claims.
Start at situation.py (the question) and network.py (the slice above a firm).
"""
