"""Networks as arrays: holdings with bounds, votes as exact integers, cyclic groups, sweeps.

Imported by every other folder of numbers; imports errors only.
Start at holdings.py, then sweeps.py.
"""
