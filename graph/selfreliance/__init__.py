"""Figures of a country or a sector: what follows from series, and when two figures contradict.

Imports claims, rates, fractions and the errors; no words: ids, numbers and codes come out.
Start at calculating.py; comparing.py says why two figures are or are not of one thing.
"""
