"""Every firm at once: a day's network as arrays, and the engines that solve it.

May import networks, measures and all below them. Start with ``engine.py``.
"""
