"""The figures of a release as one table, with its description by CSV on the Web.

Imports claims, triples and the ontology.
Start at table.py: a row is a cell of the data cube.
"""
