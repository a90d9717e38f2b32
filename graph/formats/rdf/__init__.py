"""RDF in our vocabulary: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD.

Imports files, tables and claims.
Start at reader.py and writer.py; which serialisation a file is in says serialisations.py.
"""
