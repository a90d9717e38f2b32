"""What would follow if something were so, and why a verdict changed.

Imports arguments, releases, domesticness, networks, holders and answers.
Start at what_if.py and differences.py.
"""
