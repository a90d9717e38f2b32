"""The shapes of answers, and their words: ids and numbers below, sentences here.

Imports claims, errors and ontology.
Start at parts.py; sentences.py puts a claim into words, reasons.py what a calculation gives.
"""
