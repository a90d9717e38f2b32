"""What is answered of one firm: classification, owners, controllers, chains, parents.

Imports arguments, releases, domesticness, measures, networks, holders and answers.
Start at classification.py.
"""
