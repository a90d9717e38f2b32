"""Every way in: command line, REST, SPARQL."""
