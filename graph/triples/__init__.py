"""Records as RDF: nodes, quads, canonical order, the store and what is derived in it.

Imports claims and errors.
Start at writer.py (records to quads) and store.py (asking them).
"""
