"""Tables of plants or products: what each can make, where, and who is named as its owner.

Imports the readers of foreign tables and the errors.
Start at mapping.py (what columns mean), then table.py.
"""
