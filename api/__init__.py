"""Every way in: command line, REST, SPARQL, linked data, notebooks.

Imports graph and ontology; routes and commands translate and decide nothing.
Start at cli.py or app.py.
"""
