"""One sourced claim, and all that is known: records, periods, shares, identifiers.

Imports errors, collector and ontology only.
Start at model.py (the records) and knowledge.py (all of them, indexed).
"""
