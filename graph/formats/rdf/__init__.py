"""RDF in our vocabulary: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD."""
