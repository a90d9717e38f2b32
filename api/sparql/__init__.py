"""SPARQL, read only, in processes that can be ended.

Imports settings and errors; no parser of visitors' queries runs in the serving process.
Start at guard.py (scan.py is its pass over the text), then workers.py.
"""
