"""Exports through the command line and REST: the same file, and what it leaves out said."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest

from api.exports import MEDIA
from graph.claims.model import Claim
from graph.formats.rdf.reader import read_rdf
from graph.releases.release import Release


@pytest.mark.parametrize("form", ["ttl", "nq", "trig", "jsonld"])
def test_claims_around_a_firm_come_back_as_they_are(
    zizhu, seed_release: Release, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"smic.{form}"
    ended = zizhu("export", "smic", "--format", form, "--output", str(path))
    assert ended.code == 0, ended.stderr
    assert "left out: the shares and bounds computed" in ended.stderr
    found = [one for said in read_rdf(path) for one in said.records if isinstance(one, Claim)]
    assert len(found) > 20
    assert all(seed_release.knowledge.claims[claim.id] == claim for claim in found)


def test_without_a_firm_only_claims_are_written_whole(
    zizhu, seed_release: Release, tmp_path: Path
) -> None:
    path = tmp_path / "all.nq"
    assert zizhu("export", "--format", "nq", "--output", str(path)).code == 0
    found = {
        one.id: one for said in read_rdf(path) for one in said.records if isinstance(one, Claim)
    }
    assert found == dict(seed_release.knowledge.claims)
    refused = zizhu("export", "--format", "svg")
    assert refused.code != 0
    assert "name a firm" in refused.stderr


def test_rest_gives_lists_and_says_what_they_leave_out(web: httpx.Client) -> None:
    links = web.get("/api/entities/smic/network", params={"format": "edges.csv"})
    assert links.headers["content-type"].startswith("text/csv")
    assert "claims" in links.headers["Zizhu-Left-Out"]
    rows = list(csv.DictReader(io.StringIO(links.content.decode("utf-8-sig"))))
    everything = web.get("/api/entities/smic/network").json()
    assert len(rows) == len(everything["edges"])
    nodes = web.get("/api/entities/smic/network", params={"format": "nodes.parquet"})
    assert pq.read_table(io.BytesIO(nodes.content)).num_rows == len(everything["nodes"])


@pytest.mark.parametrize("form", ["cytoscape", "jsonld"])
def test_rest_gives_json_of_other_programs(web: httpx.Client, form: str) -> None:
    answer = web.get("/api/entities/smic/network", params={"format": form})
    assert answer.headers["content-type"].startswith(MEDIA[form])
    document = json.loads(answer.content)
    assert document["elements" if form == "cytoscape" else "@graph"]
    assert answer.headers["Zizhu-Left-Out"].isascii()


def test_a_part_of_a_picture_is_the_same_by_command_and_over_rest(zizhu, web: httpx.Client) -> None:
    asked = {"format": "svg", "part": "owners", "language": "zh", "width": "single"}
    drawn = web.get("/api/entities/cloudwalk/network", params=asked)
    options = [f"--{name}={value}" for name, value in asked.items()]
    assert zizhu("export", "cloudwalk", *options).stdout.strip() == drawn.text.strip()
    without = {name: value for name, value in asked.items() if name != "part"}
    whole = web.get("/api/entities/cloudwalk/network", params=without)
    assert len(drawn.text) < len(whole.text)
    refused = web.get("/api/entities/hikvision/network", params=asked | {"part": "money"})
    assert refused.status_code == 422 and "has no part money" in refused.text


def test_a_picture_higher_than_a_page_is_several_sheets_in_every_way_in(
    zizhu, web: httpx.Client, tmp_path: Path
) -> None:
    target = tmp_path / "smic.svg"
    written = zizhu("export", "smic", "--format=svg", f"--output={target}")
    assert written.code == 0 and "smic-2.svg: sheet 2 of 4" in written.stderr
    files = [target, *(tmp_path / f"smic-{number}.svg" for number in (2, 3, 4))]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    for number, file in enumerate(files, 1):
        asked = {"format": "svg", "sheet": str(number)}
        alone = zizhu("export", "smic", "--format=svg", f"--sheet={number}")
        drawn = web.get("/api/entities/smic/network", params=asked)
        assert file.read_text("utf-8") == alone.stdout == drawn.text
        assert "3 more of its 4 sheets" in alone.stderr
        assert "3 more of its 4 sheets" in drawn.headers["Zizhu-Left-Out"]
    assert web.get("/api/entities/smic/network", params=asked | {"sheet": "5"}).status_code == 422
    refused = zizhu("export", "smic", "--format=svg", "--sheet=5")
    assert refused.code == 2 and "the picture has 4" in refused.stderr
    whole = web.get("/api/entities/smic/network", params={"format": "pdf"})
    assert "sheets" not in whole.headers["Zizhu-Left-Out"]
