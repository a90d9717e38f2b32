"""Indices that others published, each computed as its paper defines it.

Imports the other folders of numbers; imported by notebooks and tests of published answers.
Start at voting_power.py.
"""
