"""Tools for assistants that speak the Model Context Protocol, over standard input and output.

Imports questions, views, apart and sparql; only server.py knows the protocol's package.
Start at tools.py.
"""
