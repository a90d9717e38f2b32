"""What each answer looks like to people, and as rows for machines.

Imports graph.answers.
Start at tables.py.
"""
