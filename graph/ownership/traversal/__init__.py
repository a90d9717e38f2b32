"""The same bounds by walking a networkx graph, and the paths, loops and cuts that explain them.

Imports arrays and networkx, which takes a moment: import these modules where they are asked for.
Start at least_shares.py (what a share graph is, and its least), then best_paths.py.
"""
