"""Linked data: every name this project gives leads to what is stated of it.

Imports web and graph.
Start at documents.py.
"""
