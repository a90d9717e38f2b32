"""GLEIF's three files, as CSV or XML: who is who, who owns whom, and who does not say.

Imports files, tables and claims.
Start at reading.py.
"""
