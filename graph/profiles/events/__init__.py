"""What changed where a firm is listed, where it is at home, or who holds it: dated, each cited.

Imports who holds and what stands above them; infers nothing that no claim says.
Start at page.py; each other file makes changes of some types of claim (change.py).
"""
