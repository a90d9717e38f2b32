"""A firm's surroundings as a picture: SVG, PNG, PDF.

Imports answers.
Start at diagrams.py (what is drawn) and placement.py (where).
"""
