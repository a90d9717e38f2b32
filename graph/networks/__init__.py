"""The firm asked about and everybody above it, as a network the numbers can solve.

Imports holders, ownership and claims.
Start at situation.py (the question), upstream.py (everybody above) and network.py (their shares).
"""
