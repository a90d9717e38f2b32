"""The register of people with significant control of the United Kingdom, and its company profiles.

Imports files, tables and claims.
Start at reader.py.
"""
