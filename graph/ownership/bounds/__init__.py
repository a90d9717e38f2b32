"""The least and the most that shares can come to, over all that is not known.

Imports arrays and errors.
Start at bounds.py; least.py and least_compiled.py are its inner step.
"""
