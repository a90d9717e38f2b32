"""A firm's surroundings as a file for graph programs.

Imports answers.
Start at leaving_out.py (what a format cannot carry is said), then graph_xml.py.
"""
