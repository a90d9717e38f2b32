"""What is produced, and how much of it is domestic: by place, by owner, by whoever directs.

Imports lenses applied, formats of plants and all below.
Start at shares.py (what is added up), then origins.py (whence an owner is).
"""
