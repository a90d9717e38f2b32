"""REST as a visitor meets it: what answers carry, what is refused, what is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import msgspec
import pytest

from api.app import create_app
from api.settings import Settings
from graph.answers import (
    control,
    dependences,
    entities,
    events,
    ownership,
    parts,
    programmes,
    verdicts,
)
from graph.answers import neighbourhood as neighbourhood_answers
from graph.answers import reversals as settling_answers
from graph.profiles.definitions import DefinitionPlace
from graph.releases.release import Release
from served_app import Serve

ONE_FIRM = {
    "/api/entities/smic/claims": entities.EntityPage,
    "/api/entities/smic/classification": verdicts.FirmClassification,
    "/api/entities/smic/owners": ownership.Owners,
    "/api/entities/smic/controllers": control.Controllers,
    "/api/entities/smic/chains?from=mof_cn": parts.Chains,
    "/api/entities/smic/network": neighbourhood_answers.Neighbourhood,
    "/api/entities/smic/unknowns": settling_answers.Settling,
    "/api/entities/cambricon/owners?law_bounds=true": ownership.Owners,
    "/api/entities/semiconductors/dependence": dependences.DependencePage,
    "/api/entities/smic/events": events.EventPage,
    "/api/entities/ai_nat_team/programme?lens=legal-seat": programmes.ProgrammePage,
}
LISTS = {
    "/api/entities?q=smic": entities.Match,
    "/api/entities/alibaba/labels": verdicts.LabelCheck,
    "/api/compare?id=smic&id=dji": verdicts.FirmClassification,
    "/api/lenses": verdicts.LensDescription,
    "/api/programme": programmes.ProgrammeRow,
    "/api/definitions": DefinitionPlace,
}
OTHERS = ("/api", "/api/release", "/api/entities/smic", "/api/entities/smic/network?format=svg")


def floats(value: object) -> list[float]:
    """Every number with a fraction, anywhere inside."""
    if isinstance(value, float):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [number for part in parts for number in floats(part)]


@pytest.mark.parametrize(("path", "record"), ONE_FIRM.items())
def test_an_answer_is_its_record_with_release_and_date(
    web: httpx.Client, seed_release: Release, path: str, record: type[msgspec.Struct]
) -> None:
    answer = web.get(path)
    assert answer.status_code == 200
    body = answer.json()
    msgspec.convert(body, record)
    assert body["release"] == seed_release.id == answer.headers["zizhu-release"]
    assert body["data_date"] == seed_release.data_date.isoformat()
    assert all(round(number, 6) == number for number in floats(body))


@pytest.mark.parametrize(("path", "record"), LISTS.items())
def test_a_list_has_its_records_under_results(
    web: httpx.Client, seed_release: Release, path: str, record: type[msgspec.Struct]
) -> None:
    body = web.get(path).json()
    assert msgspec.convert(body["results"], list[record])  # type: ignore[valid-type]  # record varies
    assert body["release"] == seed_release.id
    assert body["data_date"] == seed_release.data_date.isoformat()


def test_the_index_leads_everywhere(web: httpx.Client) -> None:
    ways = web.get("/").json()["ways"]
    assert web.get("/api").json()["ways"] == ways
    for way in ways.values():
        path = way.replace("{id}", "smic").replace("{text}", "smic")
        path = path.replace("{programme}", "ai_nat_team")
        path = re.sub(r"\{json\|.*\}", "json", path)
        path = path.replace("sources/smic", "sources/s_13g_sitech04")
        assert web.get(path, follow_redirects=True).status_code == 200, path
    for path in web.get("/").json()["posted"].values():
        assert web.get(path).headers["allow"] == "POST", path


def test_a_firm_answers_to_id_name_and_identifier(web: httpx.Client) -> None:
    names = ("smic", "SMIC", "中芯国际集成电路制造有限公司", "hkex:00981")
    found = {web.get(f"/api/entities/{name}/owners").json()["firm"]["id"] for name in names}
    assert found == {"smic"}


def test_parameters_change_the_answer(web: httpx.Client) -> None:
    path = "/api/entities/smic/owners"
    now = web.get(path).json()
    then = web.get(path, params={"as_of": "2014-12-31", "basis": "legal", "home": "US"}).json()
    assert (now["as_of"], now["basis"], now["home"]) == ("2025-12-31", "economic", "CN")
    assert (then["as_of"], then["basis"], then["home"]) == ("2014-12-31", "legal", "US")
    assert now["columns"] != then["columns"]
    assert web.get(path, params={"as_of": "2014"}).json()["as_of"] == "2014-12-31"
    two = web.get("/api/entities/smic/classification?lens=legal-seat&lens=headquarters").json()
    assert [verdict["lens"] for verdict in two["verdicts"]] == ["legal-seat", "headquarters"]


def test_exports(web: httpx.Client) -> None:
    path = "/api/entities/smic/network"
    nodes = len(web.get(path).json()["nodes"])
    graphml = web.get(path, params={"format": "graphml"})
    assert graphml.headers["content-type"] == "application/graphml+xml"
    top = ET.fromstring(graphml.content)
    assert len(top.findall(".//{http://graphml.graphdrawing.org/xmlns}node")) == nodes
    gexf = web.get(path, params={"format": "gexf"})
    assert (
        len(ET.fromstring(gexf.content).findall(".//{http://www.gexf.net/1.2draft}node")) == nodes
    )
    svg = web.get(path, params={"format": "svg"})
    assert ET.fromstring(svg.content).tag.endswith("svg")
    assert "style-src" in svg.headers["content-security-policy"]
    for form, begins in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        assert web.get(path, params={"format": form}).content.startswith(begins)


@pytest.mark.parametrize(
    ("path", "status", "kind", "detail"),
    [
        ("/api/entities/smik/owners", 404, "unknown-entity", "did you mean: smic"),
        ("/api/entities/smic/chains?from=nobody-at-all", 404, "unknown-entity", "nobody-at-all"),
        ("/api/entities/smic/classification?lens=legal-set", 404, "unknown-lens", "legal-seat"),
        ("/api/sources/none", 404, "unknown-source", "none"),
        ("/api/nothing", 404, "not-found", "/api lists"),
        ("/nothing", 404, "not-found", "/nothing"),
        ("/api/entities/smic/owners?as_of=2020-02-30", 422, "bad-date", "2020-02-30"),
        ("/api/entities/smic/owners?as_of=soon", 422, "bad-date", "YYYY"),
        ("/api/entities/smic/owners?home=XX", 422, "input", "XX"),
        ("/api/entities/smic/owners?basis=moral", 422, "parameters", "basis"),
        ("/api/entities/smic/owners?asof=2014", 422, "input", "as_of, basis, home"),
        ("/api/entities?q=smic&limit=101", 422, "parameters", "limit"),
        ("/api/entities?q=smic&limit=0", 422, "parameters", "limit"),
        ("/api/entities?q=", 422, "parameters", "q"),
        ("/api/entities", 422, "parameters", "q"),
        ("/api/entities/smic/chains?from=mof_cn&k=1000", 422, "parameters", "k"),
        ("/api/compare?" + "&".join(["id=smic"] * 21), 422, "parameters", "20"),
        ("/api/entities/smic/network?format=bmp", 422, "parameters", "format"),
    ],
)
def test_problems(web: httpx.Client, path: str, status: int, kind: str, detail: str) -> None:
    answer = web.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["type"].endswith(f"/{kind}")
    assert detail in body["detail"]
    assert "etag" not in answer.headers


def test_suggestions_are_a_list(web: httpx.Client) -> None:
    assert "smic" in web.get("/api/entities/smik").json()["suggestions"]


def test_a_method_that_is_not_answered(web: httpx.Client) -> None:
    answer = web.post("/api/lenses")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/*;q=0.1", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
    ],
)
def test_json_or_406(web: httpx.Client, accept: str, status: int) -> None:
    for _ in range(2):  # the second time, the answer is in memory
        answer = web.get("/api/entities/dji/owners", headers={"Accept": accept})
        assert answer.status_code == status
    if status == 406:
        assert answer.json()["detail"].endswith("there is: application/json")


def test_entity_tags_name_the_question_and_give_304(web: httpx.Client) -> None:
    path = "/api/entities/smic/controllers"
    first, again = web.get(path), web.get(path)
    tag = first.headers["etag"]
    assert again.headers["etag"] == tag
    assert again.content == first.content
    assert web.get(f"{path}?as_of=2014").headers["etag"] != tag
    for sent in (tag, f'"other", W/{tag}', "*"):
        short = web.get(path, headers={"If-None-Match": sent})
        assert short.status_code == 304
        assert short.content == b""
        assert short.headers["etag"] == tag
    assert web.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_304_also_before_an_answer_is_in_memory(
    serve: Serve, settings: Settings, web: httpx.Client
) -> None:
    path = "/api/entities/dji/unknowns?as_of=2019"
    tag = web.get(path).headers["etag"]
    with serve(create_app(settings)) as other:
        assert other.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_head_is_get_without_the_body(web: httpx.Client) -> None:
    for path in ("/api/lenses", "/api/entities/smik", "/healthz"):
        got, head = web.get(path), web.head(path)
        assert head.status_code == got.status_code
        assert head.content == b""
        assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("path", [*ONE_FIRM, *OTHERS, "/healthz", "/sparql", "/api/nothing"])
def test_security_headers_are_everywhere(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["referrer-policy"] == "no-referrer"


def test_health_and_readiness(web: httpx.Client, seed_release: Release) -> None:
    assert web.get("/healthz").json() == {"status": "running"}
    ready = web.get("/readyz")
    assert ready.json() == {"status": "ready", "release": seed_release.id}
    assert ready.headers["cache-control"] == "no-store"


def test_without_a_release_every_answer_says_why(serve: Serve, tmp_path: Path) -> None:
    with serve(create_app(Settings(home=tmp_path))) as client:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/api/lenses", "/api/entities/smic/owners", "/sparql?query=ASK{}"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert "zizhu build" in answer.json()["detail"]
            assert answer.headers["retry-after"]


def test_the_description_names_every_record_and_holds_together(web: httpx.Client) -> None:
    described = web.get("/api/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert {"FirmClassification", "Owners", "Problem", "Interval"} <= set(schemas)
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert references <= set(schemas)
    paths = described["paths"]
    assert "/api/entities/{firm}/classification" in paths
    for path, operations in paths.items():
        for operation in operations.values():
            assert operation["summary"], path
            for parameter in operation.get("parameters", []):
                assert parameter["name"], path
    assert "example" in schemas["Problem"]


def test_a_server_with_a_key_asks_for_it_with_documents_only(
    serve: Serve, settings: Settings
) -> None:
    with serve(create_app(msgspec.structs.replace(settings, api_key="open sesame"))) as client:
        assert client.get("/api/lenses").status_code == 200
        assert client.post("/sparql", data={"query": "ASK {}"}).status_code == 200
