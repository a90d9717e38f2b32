"""Every firm at once: a day's network as arrays, and the engines that solve it.

Imports arguments, domesticness, networks and all below them; no profile.
Start at measures.py (the question), panel.py (the rows) and engine.py (what an engine is).
"""
