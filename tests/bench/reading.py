"""Statements of BODS a second, decoded and mapped, and the memory they take, at two sizes.

python tests/bench/reading.py [--statements 40000]

Firms, persons and relationships are made up, a third each, about a kilobyte apiece as
registers publish them. Each file is read in a process of its own, so that its peak memory
is its own; seconds are of the processor. The bar is 20,000 statements a second, with memory
flat in the size of the file.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BAR = 20_000
FLAT = 1.1  # of the smaller file's peak
SHARED = {
    "publicationDetails": {
        "publicationDate": "2025-03-05",
        "bodsVersion": "0.4",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "publisher": {"name": "A publisher", "url": "https://example.org"},
    },
    "source": {"type": ["officialRegister"], "url": "https://example.org/register"},
}


def statements(count: int) -> Iterator[dict[str, Any]]:
    """So many statements: a firm, a person, and what the person has in the firm."""
    for number in range(count):
        which, turn = divmod(number, 3)
        kind = ("entity", "person", "relationship")[turn]
        yield {
            "statementId": f"{number:08d}-0000-4000-8000-000000000000",
            "recordId": f"XX-REG-{kind}-{which:08d}",
            "declarationSubject": f"XX-REG-entity-{which:08d}",
            "recordType": kind,
            "recordStatus": "new",
            "statementDate": "2024-11-06",
            "recordDetails": _details(kind, which),
            **SHARED,
        }


def _details(kind: str, which: int) -> dict[str, Any]:
    if kind == "entity":
        number = f"{which:08d}"
        return {
            "isComponent": False,
            "entityType": {"type": "registeredEntity", "details": "Private Limited Company"},
            "name": f"FIRM {which} LIMITED",
            "jurisdiction": {"name": "United Kingdom", "code": "GB"},
            "foundingDate": "2016-08-18",
            "identifiers": [{"id": number, "scheme": "XX-REG", "schemeName": "A register"}],
            "addresses": [{"type": "registered", "address": "1 High Street", "postCode": "A1 1AA"}],
        }
    if kind == "person":
        return {
            "isComponent": False,
            "personType": "knownPerson",
            "names": [{"type": "legal", "fullName": f"Person {which}", "familyName": str(which)}],
            "nationalities": [{"name": "France", "code": "FR"}],
            "birthDate": "1952-05",
        }
    words = "Relationship Type: ['ownership-of-shares-75-to-100-percent']"
    common = {
        "directOrIndirect": "unknown",
        "beneficialOwnershipOrControl": True,
        "details": words,
        "startDate": "2016-04-06",
    }
    share = {"minimum": 75.0, "maximum": 100.0}
    return {
        "isComponent": False,
        "subject": f"XX-REG-entity-{which:08d}",
        "interestedParty": f"XX-REG-person-{which:08d}",
        "interests": [
            {"type": "shareholding", "share": share, **common},
            {"type": "votingRights", "share": share, **common},
            {"type": "appointmentOfBoard", **common},
        ],
    }


def write(path: Path, count: int) -> None:
    """A file of that many statements, as JSON lines or as an array by its name."""
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".jsonl":
            file.writelines(json.dumps(one) + "\n" for one in statements(count))
        else:
            file.write("[")
            for number, one in enumerate(statements(count)):
                file.write(("," if number else "") + json.dumps(one))
            file.write("]")


def read(path: Path) -> None:
    """Read one file in this process; print statements, records, processor seconds, peak memory."""
    from graph.formats.bods.reader import read_bods

    for _ in read_bods(path):  # the ontology is read once, with the first statement
        break
    start = time.process_time()
    count = records = 0
    for statement in read_bods(path):
        count += 1
        records += len(statement.records)
    took = time.process_time() - start
    print(count, records, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(path: Path) -> tuple[int, int, float, float]:
    """What :func:`read` prints, from a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True
    )
    count, records, took, peak = done.stdout.split()
    return int(count), int(records), float(took), float(peak)


def main(most: int) -> None:
    """Measure both forms at a quarter of the size and at the whole of it."""
    with tempfile.TemporaryDirectory() as folder:
        for form in ("jsonl", "json"):
            peaks = []
            for count in (most // 4, most):
                path = Path(folder) / f"statements-{count}.{form}"
                write(path, count)
                _, records, took, peak = measured(path)
                peaks.append(peak)
                size = path.stat().st_size / 1e6
                print(
                    f"{form:6} {count:9,} statements, {size:7.1f} MB → {records:9,} records: "
                    f"{count / took:9,.0f} a second ({count / took / BAR:.2f} of the bar), "
                    f"peak {peak:5.0f} MB"
                )
            ratio = peaks[1] / peaks[0]
            print(f"{form:6} peak at four times the size: {ratio:.2f} × (flat is {FLAT} or less)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=float, default=4e4, help="of the larger file")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
    else:
        main(int(given.statements))
