"""Figures as they are drawn: rival ones in rows, those of one count as a series over years.

Imports answers and their words; what is drawn comes out, and no place on a sheet.
Start at of_figures.py; of_calculation.py is what series come to, words.py both languages.
"""
