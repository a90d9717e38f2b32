"""SPARQL, read only, each query in a process of its own."""
