"""A firm's picture on paper: SVG, PNG, PDF.

Imports answers.
Start at sheet.py (what stands where), then bands.py and placement.py.
"""
