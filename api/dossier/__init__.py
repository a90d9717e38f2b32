"""The file on a firm: every answer on one page, every claim numbered, every source listed.

Imports views and graph.questions.
Start at written.py.
"""
