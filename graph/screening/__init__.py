"""Whom a list reaches under a rule: entries matched, the rule applied, each step told.

Imports entities, formats, networks, holders, answers, ownership and claims.
Start at screening.py.
"""
