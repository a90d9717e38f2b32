"""A screening as a report to file: one document of blocks, written as Markdown, HTML or PDF.

Imports views and graph.answers.
Start at screening.py.
"""
