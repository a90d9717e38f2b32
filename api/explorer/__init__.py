"""The explorer: pages for people who look before they query, whole without a script.

Imports views, harmless text and graph.questions; computes nothing of its own.
Start at pages.py.
"""
