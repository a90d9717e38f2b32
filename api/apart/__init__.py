"""Questions over HTTP in processes of their own: each can be ended, none holds up another.

Imports settings, errors and sparql; no document of a visitor's is parsed in the serving process.
Start at lanes.py, then workers.py, and zygote.py for the other side.
"""
