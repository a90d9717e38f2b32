"""Bytes to text or JSON items: packed files, encodings, arrays too long to hold.

Imports errors and claims; knows no format of ownership.
Start at opening.py.
"""
