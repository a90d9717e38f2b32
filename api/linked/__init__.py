"""Linked data: every name this project gives leads to what is stated of it."""
