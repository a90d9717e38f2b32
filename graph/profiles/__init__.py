"""What is answered of one firm: classification, owners, controllers, chains, screenings.

Imports arguments, releases, domesticness, measures, screening, networks, holders, answers.
Start at classification.py; what was computed below gets its words here.
"""
