"""What strangers sent that nobody had foreseen: answered in words, and nobody else waits."""

from __future__ import annotations

import io
import json
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from running_server import Running, Start

BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cell: str) -> bytes:
    """A workbook of one sheet with one cell."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/'
        'worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/office'
        'Document/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{BOOK}" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{BOOK}"><sheetData><row r="1">{cell}</row>'
        "</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ZZZZZZZZZZ99999999999"><v>1</v></c>',
        '<c r="A1" t="s"><v>99999999</v></c>',
        '<c r="A1" t="d"><v>9</v></c>',
        '<c r="A1" s="12345"><v>1</v></c>',
        '<c r="A1" t="n"><v>one</v></c>',
    ],
)
def test_a_cell_that_is_none_is_said(server: Running, cell: str) -> None:
    answer = server.web.post("/api/check?format=table", content=workbook(cell))
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "/api/diff?firm=smic&from=9999-12-31",
        "/api/diff?firm=smic&from=9999-12-31&to=2025-12-31",
        "/api/entities/smic/owners?as_of=9999-12-31",
        "/api/entities/smic/classification?as_of=3000",
        "/api/measures?from=9998&to=9999&firm=smic",
        "/api/entities/smic/answer?as_of=2025-12-31,lists:9999",
    ],
)
def test_a_day_that_no_question_is_about_is_refused(server: Running, asked: str) -> None:
    answer = server.web.get(asked)
    assert answer.status_code in (400, 422), answer.text
    assert "2199" in answer.text


def test_a_slash_too_many_leads_to_our_own_address(server: Running) -> None:
    for path in ("/api/", "/sparql/", "/api/entities/smic/claims/"):
        answer = server.web.get(f"{path}?limit=1", headers={"Host": "evil.example"})
        assert (answer.status_code, answer.headers["location"]) == (308, f"{path[:-1]}?limit=1")
    for path in ("//evil.example/", "/nowhere/"):
        assert server.web.get(str(server.web.base_url).rstrip("/") + path).status_code == 404


def test_a_length_beside_chunks_is_refused(serve_raw: Running) -> None:
    with socket.create_connection(("127.0.0.1", serve_raw.port), timeout=10) as visit:
        visit.sendall(
            b"POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        heard = b""
        while some := visit.recv(1 << 16):
            heard += some
    assert heard.startswith(b"HTTP/1.1 400 ")
    assert heard.count(b"HTTP/1.1 ") == 1


def test_a_connection_on_which_a_body_never_comes_whole_is_closed(serve_raw: Running) -> None:
    with socket.create_connection(("127.0.0.1", serve_raw.port), timeout=40) as visit:
        visit.sendall(b"POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nab")
        heard = b""
        while some := visit.recv(1 << 16):
            heard += some
    assert heard.startswith(b"HTTP/1.1 408 ")


def test_a_document_that_takes_long_keeps_no_small_one_waiting(serve_raw: Running) -> None:
    """The large ones may take a minute; the small one is there within a visitor's patience."""
    holders = 5_000
    large = {
        "home": "CN",
        "entities": [{"id": "alpha", "kind": "Organization", "name": "Alpha"}]
        + [{"id": f"h{n}", "kind": "Organization", "name": f"H {n}"} for n in range(holders)],
        "claims": [
            {"type": "Ownership", "id": f"c{n}", "party": f"h{n}", "target": "alpha",
             "share_min": 0.001, "share_max": 0.007, "measurand": "registeredCapital"}
            for n in range(holders)
        ],
    }  # fmt: skip
    content, base = json.dumps(large).encode(), f"http://127.0.0.1:{serve_raw.port}"

    def attack() -> None:
        with httpx.Client(base_url=base, timeout=25) as visitor, suppress(httpx.TransportError):
            visitor.post("/api/classify?firm=alpha", content=content)

    attacks = [threading.Thread(target=attack) for _ in range(4)]
    for each in attacks:
        each.start()
    time.sleep(2)
    with httpx.Client(base_url=base, timeout=20) as visitor:
        small = visitor.post("/api/check?format=table", content=b"name,owner,share\nA,B,50\n")
    for each in attacks:
        each.join()
    assert small.status_code < 500, small.text


@pytest.fixture(scope="module")
def serve_raw(start: Start) -> Iterator[Running]:
    with start(body_seconds="2", document_seconds="60") as running:
        yield running
