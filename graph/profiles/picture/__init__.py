"""What is drawn of a firm, in words: its owners in two tiers, what was last known, state money.

Imports the page that answers, whose figures and words it takes; changes nothing of it.
Start at page.py.
"""
