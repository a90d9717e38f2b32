"""Charts of figures as SVG of our own: dots in rows, series over years, on one sheet.

Imports charts as answers have them and the lettering of pictures; no figure is computed here.
Start at sheet.py; marks.py says what a dot looks like by its kind, scale.py where it stands.
"""
