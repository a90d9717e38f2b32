"""What notebooks ask and are given; ``zizhu.py`` at the top is the door.

Imports views, settings, sparql and the façade. Start at opening.py and release.py.
"""
