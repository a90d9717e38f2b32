"""REST: one file a resource.

Imports web and graph.questions.
Start at entities.py.
"""
