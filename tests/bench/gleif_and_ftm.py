"""GLEIF records and FollowTheMoney entities read a second, and the memory they take, at two sizes.

python tests/bench/gleif_and_ftm.py [--records 40000]

Each made-up file is read in a process of its own, so that its peak memory is its own;
seconds are of the processor. Memory is to be flat in the size of the file.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "builders"))

from gleif_files import entity, exception, make_lei, relation, write_csv, write_xml

FLAT = 1.1  # of the smaller file's peak


def relationships(count: int) -> list[dict[str, str]]:
    """So many direct parents, no two alike."""
    return [relation(make_lei(f"C{n}"), make_lei(f"P{n % 999}")) for n in range(count)]


def entities(count: int) -> list[dict[str, str]]:
    """So many firms."""
    return [entity(make_lei(f"E{n}"), f"Firm {n} Ltd") for n in range(count)]


def exceptions(count: int) -> list[dict[str, str]]:
    """So many firms that name no parent."""
    return [exception(make_lei(f"X{n}"), "NATURAL_PERSONS") for n in range(count)]


def write_ftm(path: Path, count: int) -> Path:
    """A company and somebody's stake in it, by turns."""
    with path.open("w") as file:
        for n in range(count // 2):
            firm = {"name": [f"Firm {n} Ltd"], "jurisdiction": ["gb"], "topics": ["corp.shell"]}
            held = {
                "owner": [f"f{n}"], "asset": [f"f{n + 1}"], "percentage": ["25-50"],
                "startDate": ["2016"], "date": ["2025-01-02"],
            }  # fmt: skip
            for id_, schema, said in ((f"f{n}", "Company", firm), (f"o{n}", "Ownership", held)):
                file.write(json.dumps({"id": id_, "schema": schema, "properties": said}) + "\n")
    return path


FILES: dict[str, Callable[[Path, int], Path]] = {
    "gleif level 1, CSV": lambda path, count: write_csv(path, entities(count)),
    "gleif level 1, XML": lambda path, count: write_xml(path, entities(count)),
    "gleif level 2, CSV": lambda path, count: write_csv(path, relationships(count)),
    "gleif level 2, XML": lambda path, count: write_xml(path, relationships(count)),
    "gleif exceptions, CSV": lambda path, count: write_csv(path, exceptions(count)),
    "gleif exceptions, XML": lambda path, count: write_xml(path, exceptions(count)),
    "ftm": write_ftm,
}


def read(path: str) -> None:
    """Read a file as an import does, and print what it took."""
    from graph.formats.catalogue import recognised

    reader = recognised(Path(path)).load()
    next(reader(Path(path)))  # loads what is loaded once
    start = time.process_time()
    count = sum(1 for _ in reader(Path(path)))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # begins at that of the parent
    print(json.dumps({"count": count, "seconds": seconds, "peak": peak}))


def main() -> None:
    """Print records a second and peak memory for each kind of file, small and four times that."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=40_000)
    parser.add_argument("--read", help="for the process that reads")
    parser.add_argument("--write", nargs=3, help="for the process that writes")
    asked = parser.parse_args()
    if asked.write:
        name, count, path = asked.write
        FILES[name](Path(path), int(count))
        return
    if asked.read:
        read(asked.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            peaks = []
            for count in (asked.records // 4, asked.records):
                path = Path(folder) / "20260123-file"
                written = [sys.executable, __file__, "--write", name, str(count), str(path)]
                subprocess.run(written, check=True)
                command = [sys.executable, __file__, "--read", str(path)]
                ran = subprocess.run(command, check=True, capture_output=True)
                found = json.loads(ran.stdout)
                peaks.append(found["peak"])
                print(
                    f"{name}: {found['count']:,} records, {found['count'] / found['seconds']:,.0f} "
                    f"a second, peak {found['peak'] / 1024:.0f} MB"
                )
            ratio = peaks[1] / peaks[0]
            print(f"  memory {ratio:.2f} × for 4 × the records (flat: {FLAT})")


if __name__ == "__main__":
    main()
