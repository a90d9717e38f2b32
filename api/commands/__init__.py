"""The commands, by what they are for.

Imports views and graph.questions; what a command needs is imported when it runs.
Start at base.py, then questions.py.
"""
