"""Every firm at once: a day's network as arrays, and the engines that solve it, here or elsewhere.

Imports arguments, domesticness, networks and all below them; no profile.
Start at measures.py (the question), panel.py (the rows), engine.py and rounds.py (the engines).
"""
