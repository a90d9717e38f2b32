"""The shapes of answers, and their words: ids and numbers below, sentences here.

Imports claims and errors.
Start at parts.py; sentences.py puts a claim into words.
"""
