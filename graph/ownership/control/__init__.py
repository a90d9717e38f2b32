"""Who directs whom: majority fixpoints, cascades of lists, blocks that lead, parents.

Imports arrays and errors; exact integers throughout.
Start at control.py, then reach.py (whom a list reaches).
"""
