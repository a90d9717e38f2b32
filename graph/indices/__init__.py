"""Indices and tests that others published, computed from a release's claims.

Imports networks, numbers and answers; imported by the façade graph.questions alone.
Start at summary.py.
"""
