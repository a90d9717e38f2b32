"""Who owns a firm in the end: the absorbing chain, its ends, its chains, its derivatives.

Imports arrays and errors.
Start at integrated.py; all_firms.py is the same for every firm at once.
"""
