"""Whom a list reaches under a rule: entries matched, the rule applied, each step with why.

Imports entities, formats, networks, holders, ownership and claims.
Start at outcome.py; graph/profiles/screening.py makes the answer.
"""
