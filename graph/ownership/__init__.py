"""Numbers on ownership networks; nothing here knows a firm, a file or a claim.

Imports numbers and errors only. Entities are whole numbers, shares fractions of one.
Start at ultimate/integrated.py (who owns) and control/who_controls.py (who directs).
"""
