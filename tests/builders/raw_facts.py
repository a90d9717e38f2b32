"""The sourced facts as they were given, before anything of ours has read them."""

import csv
import re
from decimal import Decimal

SCALES = {"million": 10**6, "billion": 10**9}


def read(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def numbers(text):
    """The numbers in a text, also as the millions and billions they are called.

    >>> sorted(numbers("1.8 billion of 20"))
    [Decimal('1.8'), Decimal('20'), Decimal('1800000000.0')]
    """
    found = set()
    for figure, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)(?:\s+(million|billion))?", text):
        value = Decimal(figure.replace(",", ""))
        found |= {value, value * SCALES.get(scale, 1)}
    return found
