"""What stands between a visitor and a route: limits, kept answers, refusals, headers.

Imports settings and errors.
Start at front.py.
"""
