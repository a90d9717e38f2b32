"""SPARQL, read only, each query in a process of its own.

Imports settings and errors; no parser of visitors' queries runs in the serving process.
Start at guard.py, then workers.py.
"""
