"""A firm's surroundings to walk in: who is within some hops, who is shown, and in which words.

Imports the picture's words for parties and links, and the surroundings themselves.
Start at page.py.
"""
