"""What is refused is refused in words of ours, and nothing is read otherwise than it is written."""

from __future__ import annotations

import re

import pytest

from running_server import Running

#: Words of libraries and of the language we are written in.
THEIRS = re.compile(
    r"codec|Input should|String should|List should|Field required|valid integer|unable to parse|"
    r"pydantic|Traceback|invalid start byte|UnicodeDecode|segmentation|Invalid literal",
    re.IGNORECASE,
)  # fmt: skip
BAD = ("", "x", "-1", "99999999999999999999999999", "1e400", "nan", "1.5", "true!", "\u200b")
BYTES = (b"\xff", b'{"queries": "\xff"}', b"queries=%ff", b"queries=\xff", b'{"rule": "\xff"}',
         b'{"firm": "\xff"}', b"a=b&" * 200, b"{", b"")  # fmt: skip
POSTED = (
    "/reconcile", "/sparql", "/api/classify?firm=a", "/api/screen", "/api/whatif", "/api/check",
    "/api/production",
)  # fmt: skip
MEDIA = ("application/json", "application/x-www-form-urlencoded", "application/sparql-query")


def test_no_parameter_is_refused_in_words_of_a_library(server: Running) -> None:
    refused = 0
    for path, methods in server.web.get("/api/openapi.json").json()["paths"].items():
        for one in methods.get("get", {}).get("parameters", ()):
            if one["in"] != "query":
                continue
            for value in BAD:
                address = re.sub(r"\{.*?\}", "smic", path)
                answer = server.web.get(address, params={one["name"]: value})
                assert answer.status_code < 500, (address, one["name"], value)
                if answer.status_code >= 400:
                    refused += 1
                    said = answer.json()["detail"] + "".join(answer.json().get("errors", ()))
                    assert not THEIRS.search(said), said
    assert refused > 100


@pytest.mark.parametrize("body", BYTES)
def test_no_body_is_refused_in_words_of_a_library(server: Running, body: bytes) -> None:
    for path in POSTED:
        for media in MEDIA:
            answer = server.web.post(path, content=body, headers={"Content-Type": media})
            assert answer.status_code < 500, (path, media, answer.text)
            assert not THEIRS.search(answer.text), (path, media, answer.text)


def test_an_empty_search_says_what_it_needs(server: Running) -> None:
    for path in ("/search?q=", "/suggest?q=", "/api/entities?q="):
        answer = server.web.get(path)
        assert answer.status_code == 422
        assert answer.json()["detail"] == "q: at least 1 character is needed"
    page = server.web.get("/search?q=", headers={"Accept": "text/html"}).text
    assert "at least 1 character is needed" in page
    assert "This cannot be asked so" in page
    assert "Unprocessable" not in page


@pytest.mark.parametrize(
    "threshold", ["1_0", "\u0665\u0660", "-0", "-5", "1e1", "0x10", "\uff15\uff10", "5 0", "50%%"]
)
def test_a_threshold_is_a_number_in_digits(server: Running, threshold: str) -> None:
    asked = {"lens": "ultimate-ownership", "threshold": threshold}
    assert server.web.get("/lenses/edit", params=asked).status_code == 422
    listed = {"rule": "any-list", "entries": [{"name": "SMIC"}], "threshold": threshold}
    assert server.web.post("/api/screen", json=listed).status_code == 422


@pytest.mark.parametrize("threshold", ["50", "50%", " 50 % ", "50.0", "0", "100"])
def test_a_threshold_may_have_its_sign(server: Running, threshold: str) -> None:
    asked = {"lens": "ultimate-ownership", "threshold": threshold}
    assert server.web.get("/lenses/edit", params=asked).status_code == 200


@pytest.mark.parametrize("number", ["1_0", " 5 ", "\u0665", "0x5", "inf"])
def test_a_number_of_an_address_is_in_digits(server: Running, number: str) -> None:
    for path, name in (
        ("/api/measures", "limit"), ("/api/measures", "offset"), ("/diagram/smic", "hops"),
        ("/api/entities/smic/owners", "min_share"), ("/reconcile/properties", "limit"),
        ("/api/entities?q=smic", "limit"),
    ):  # fmt: skip
        answer = server.web.get(
            path,
            params={**dict([path.split("?")[1].split("=")] if "?" in path else []), name: number},
        )
        assert answer.status_code == 422, (path, name)


@pytest.mark.parametrize("sign", ["!", "-", "+", "! ", "-+", "!\n"])
@pytest.mark.parametrize("count", [65, 30_000])
def test_signs_in_a_row_are_refused_for_what_they_are(
    server: Running, sign: str, count: int
) -> None:
    refused = server.query(f"ASK {{ FILTER({sign * count}true) }}")
    assert refused.status_code == 403
    assert "in a row" in refused.json()["detail"]


def test_a_few_signs_in_a_row_are_answered(server: Running) -> None:
    assert server.query("ASK { FILTER(!!!!true || - - 1 < 2) }").status_code == 200


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\ufeff", "\u2060", "\xad", "\u180e", "\u202e", "\x01"]
)
def test_what_nobody_sees_is_in_no_page(server: Running, unseen: str) -> None:
    page = server.web.get("/search", params={"q": f"smic{unseen}"}, headers={"Accept": "text/html"})
    assert unseen not in page.text


def test_what_is_posted_twice_is_refused(server: Running) -> None:
    form = "queries=%7B%7D&queries=%7B%7D"
    refused = server.web.post("/reconcile", content=form, headers={"Content-Type": MEDIA[1]})
    assert refused.status_code == 400
    assert server.web.get("/reconcile?queries={}&queries={}").status_code == 422
    assert server.web.get("/sparql?example=a&example=b").status_code == 400
