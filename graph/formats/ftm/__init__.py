"""FollowTheMoney entities, one JSON object a line: read into claims, and written from them.

Imports files, tables and claims.
Start at reader.py and writer.py.
"""
