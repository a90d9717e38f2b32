"""Lenses applied to a firm: findings, score, what is missing, the grid of specifications.

Imports measures, networks, holders, triples, answers and claims.
Start at verdicts.py.
"""
