"""Who is who: names in any script, search, candidates for one entity, reviewed merges.

Imports claims and formats.
Start at search.py; likeness proposes and never decides.
"""
