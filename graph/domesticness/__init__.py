"""Lenses applied to a firm: verdicts, score, unknowns, labels, the grid of specifications.

Imports measures, networks, holders, triples, answers and claims.
Start at verdicts.py.
"""
