"""What notebooks open, ask and are shown; ``zizhu.py`` at the top is the door.

Imports views, settings, sparql and the façade.
Start at opening.py (from a path to a release) and release.py (what it is asked).
"""
