"""One neighbourhood with everything a drawing or an export has to keep apart.

It is invented, and modelled on a Cayman issuer with contract-controlled onshore companies: a
listed parent with a float, a foreign and a Chinese founder, two nominees whose equity contracts
replace, a last-known stake, a range, an undisclosed rest, and equity beside a contract between one
pair.
"""

from __future__ import annotations

import pytest

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import CitedClaim, CitedSource, Interval, Named


def exactly(share: float) -> Interval:
    return Interval(share, share, share)


def node(id: str, name: str, name_zh: str = "", kind: str = "Organization", **more) -> NetworkNode:
    return NetworkNode(entity=Named(id, name, name_zh, kind), **more)


@pytest.fixture
def issuer() -> Neighbourhood:
    report = CitedSource(
        id="annual-report",
        title="Annual report for <2024> & after",
        publisher="Pingyuan Group",
        published="2025-06-26",
        url="https://example.org/report?a=1&b=2",
        locator="p. 131",
    )
    register = CitedSource(id="register", title="企业信用信息公示系统", publisher="市场监管局")
    claims = tuple(
        CitedClaim(
            id=id,
            type="Ownership",
            party=None,
            target=Named("pingyuan", "Pingyuan Group"),
            text=id,
            as_of="2025-03-31",
            sources=sources,
        )
        for id, sources in (
            ("c-fund", (report,)),
            ("c-founder", (report, report)),
            ("c-old", (register,)),
            ("c-nominees", (register,)),
            ("c-contracts", (report, register)),
        )
    )
    return Neighbourhood(
        firm=Named("pingyuan", "Pingyuan Group", "平原集团", "Organization"),
        basis="economic",
        as_of="2025-12-31",
        release="0123456789abcdef",
        nodes=(
            node("pingyuan", "Pingyuan Group", "平原集团", jurisdiction="KY", focus=True),
            node(
                "nippon-fund", "Nippon Fund", "日本基金", column="foreign_other", jurisdiction="JP"
            ),
            node("founder", "Li Ming", "李明", "Person", column="home_other", jurisdiction="CN"),
            node(
                "provident", "Provident Fund", kind="Fund", column="home_state", jurisdiction="CN"
            ),
            node(
                "wfoe", "Pingyuan (China) Technology", "平原(中国)科技有限公司", jurisdiction="CN"
            ),
            node("onshore", "Hangzhou Pingyuan", "杭州平原", jurisdiction="CN"),
            node("pingyuan float", "float", kind="UnidentifiedParty", rest="float"),
            node(
                "onshore undisclosed", "undisclosed", kind="UnidentifiedParty", rest="undisclosed"
            ),
        ),
        edges=(
            NetworkEdge(
                source="nippon-fund",
                target="pingyuan",
                link="ownership",
                share=exactly(0.139),
                label="13.9 %",
                claims=("c-fund",),
                as_of="2024-05-01",
            ),
            NetworkEdge(
                source="founder",
                target="pingyuan",
                link="ownership",
                share=Interval(0.04, 0.06, None),
                label="4–6 %",
                claims=("c-founder",),
                as_of="2025-03-31",
            ),
            NetworkEdge(
                source="provident",
                target="pingyuan",
                link="ownership",
                share=Interval(0.0, 0.1, None),
                label="10 %",
                currency="lastKnown",
                claims=("c-old",),
                as_of="2012",
            ),
            NetworkEdge(
                source="pingyuan",
                target="wfoe",
                link="ownership",
                share=exactly(1.0),
                label="100 %",
                claims=("c-fund",),
            ),
            NetworkEdge(
                source="founder",
                target="onshore",
                link="ownership",
                share=exactly(0.8),
                label="80 %",
                claims=("c-nominees",),
            ),
            NetworkEdge(
                source="wfoe",
                target="onshore",
                link="contract",
                share=exactly(1.0),
                label="VIE contracts",
                claims=("c-contracts",),
            ),
            NetworkEdge(
                source="wfoe",
                target="onshore",
                link="ownership",
                share=exactly(0.05),
                label="5 %",
                claims=("c-nominees",),
            ),
            NetworkEdge(
                source="pingyuan",
                target="onshore",
                link="ownership",
                share=Interval(0.05, 1.0, None),
                label="5–100 %",
                derived=True,
            ),
            NetworkEdge(source="founder", target="wfoe", link="control", label="chairs the board"),
            NetworkEdge(
                source="pingyuan float",
                target="pingyuan",
                link="rest",
                share=Interval(0.70, 0.82, None),
                label="70–82 %",
            ),
            NetworkEdge(
                source="onshore undisclosed",
                target="onshore",
                link="rest",
                share=exactly(0.15),
                label="15 %",
            ),
        ),
        claims=claims,
    )
