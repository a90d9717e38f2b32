"""The page on a table of plants: what it explains, what a form leads to, and what it refuses."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from lxml import html
from openpyxl import Workbook

from api.app import create_app
from api.explorer.pages import POLICY
from api.settings import Settings
from api.web.posted import MOST_ENTRIES
from served_app import Serve

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from visiting import Visit

from visiting import follow

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TABLE = """Mill,Capacity (kt),Country,Owner,Parent,Buyer
North,60,China,North Mill,State Group [100.0%],A
South,40,India,South Mill,State Group [90.0%]; Overseas [40.0%],B
West,,China,West Mill,Overseas,B
"""
MATCHES = "name,entity\nState Group,mof_cn\nOverseas,us_treasury\n"


def posted(web: httpx.Client, path: str = "/production", **fields: object) -> httpx.Response:
    """A form as a browser sends it: each field a part, a file with its name."""
    parts = [
        (name, value if isinstance(value, tuple) else (None, str(value)))
        for name, value in fields.items()
    ]
    return web.post(path, files=parts, headers=BROWSER)


def confirmed(web: httpx.Client, table: str = TABLE, **fields: object) -> httpx.Response:
    """The second step: columns as the page shows them chosen, unless others are said."""
    page = html.fromstring(posted(web, table=table, columns="yes").content)
    shown = {
        one.get("name"): (one.xpath("./option[@selected]/@value") or [""])[0]
        for one in page.xpath("//select[starts-with(@name, 'column_')]")
    }
    (unit,) = page.xpath("//input[@name='unit']/@value") or [""]
    said = {"table": table, "unit": unit, "matching": MATCHES, **shown, "compute": "yes", **fields}
    return posted(web, **said)


def shares(content: bytes, section: str = "shares") -> dict[str, list[str]]:
    """The rows of a section's first table: their heading, and what stands in them in bold."""
    page = html.fromstring(content)
    rows = page.xpath(f"//section[@id='{section}']//table[1]/tbody/tr")
    return {text(row.xpath("./th")[0]): [text(one) for one in row.xpath("./td/b")] for row in rows}


def text(one: HtmlElement) -> str:
    return " ".join(one.text_content().split())


def test_before_anything_is_given_the_definitions_stand_there_and_an_example(
    web: httpx.Client,
) -> None:
    answer = web.get("/production", headers=BROWSER)
    page = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert len(page.xpath("//section[@id='definitions']//tbody/tr")) == 6
    assert page.xpath("//a[contains(@href, 'example=true')]")
    assert not page.xpath("//section[@id='shares']")


def test_the_example_is_as_counted_by_hand(web: httpx.Client) -> None:
    content = web.get("/production?example=true", headers=BROWSER).content
    assert "are invented" in text(html.fromstring(content).xpath("//p[@id='invented']")[0])
    # 400, 300 and 200 at home and 100 abroad; the state has 400 + 180 + 51 for certain, and 49
    # are nobody's; more than half is printed for it of 400, 300 and 100, of 200 nothing is;
    # it supplies 200, and who supplies 700 is not matched.
    assert shares(content) == {
        "by place": ["90 %"], "by direct owner": ["0–100 %"],
        "by ultimate owner": ["63.1–68 %"], "by named majority owner": ["80–100 %"],
        "by ultimate share": ["63.1–68 %"], "by supplier": ["20–90 %"],
    }  # fmt: skip
    groups = shares(content, "groups")
    # Cells: 580 of 700 are the state's. Modules: 51 of 300, and 49 more are nobody's.
    assert [groups["cells"][at] for at in (0, 2)] == ["100 %", "82.86 %"]
    assert [groups["modules"][at] for at in (0, 2, 5)] == ["66.67 %", "17–33.34 %", "66.67 %"]
    assert groups["all of them"][0] == "90 %"


def test_columns_are_taken_by_their_names_and_shown_to_be_confirmed(web: httpx.Client) -> None:
    answer = posted(web, table=TABLE, columns="yes")
    page = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert not page.xpath("//section[@id='shares']")
    chosen = {
        one.get("name"): one.xpath("./option[@selected]/@value")
        for one in page.xpath("//select[starts-with(@name, 'column_')]")
    }
    assert chosen == {
        "column_name": ["Mill"], "column_capacity": ["Capacity (kt)"], "column_unit": [],
        "column_place": ["Country"], "column_owner": ["Owner"], "column_parent": ["Parent"],
        "column_supplier": [], "column_by": [],
    }  # fmt: skip
    assert page.xpath("//input[@name='unit']/@value") == ["kt"]


def test_the_answer_has_shares_parts_owners_to_look_for_and_what_is_refused(
    web: httpx.Client,
) -> None:
    answer = confirmed(web, column_by="Buyer")
    assert answer.status_code == 200, answer.text
    assert shares(answer.content)["by place"] == ["60 %"]
    assert shares(answer.content)["by ultimate owner"] == ["60–100 %"]
    assert shares(answer.content, "groups")["B"][2] == "0–100 %"
    page = html.fromstring(answer.content)
    refused = [text(one) for one in page.xpath("//section[@id='refused']//li")]
    assert len(refused) == 2
    assert "table.csv, line 3, column Parent: percentages come to 130 %" in refused[0]
    assert "line 4, column Capacity (kt): no capacity" in refused[1]
    assert "cell refused" in text(page.xpath("//section[@id='parts']")[0])
    owners = text(page.xpath("//section[@id='next']")[0])
    assert "North Mill" in owners
    assert answer.headers["content-security-policy"] == POLICY


def test_a_workbook_goes_back_to_the_reader_between_the_steps(web: httpx.Client) -> None:
    book = Workbook()
    for row in (("Mill", "Capacity", "Unit", "Country"), ("North", 60, "kt", "China"),
                ("South", 40, "kt", "India")):  # fmt: skip
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    first = posted(web, file=("../mills of 2025.xlsx", stream.getvalue()), columns="yes")
    page = html.fromstring(first.content)
    hidden = {one.get("name"): one.get("value") for one in page.xpath("//input[@type='hidden']")}
    assert hidden["kept_name"] == "mills-of-2025.xlsx"
    second = posted(
        web, file=("", b""), **hidden, column_name="Mill", column_capacity="Capacity",
        column_unit="Unit", column_place="Country", matching="name,entity", compute="yes",
    )  # fmt: skip
    assert second.status_code == 200, second.text
    assert shares(second.content) == {"by place": ["60 %"]}


def many(count: int) -> str:
    return "Mill,Capacity (kt),Country\n" + "".join(f"m{n},1,China\n" for n in range(count))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"table": "", "columns": "yes"}, "no table was sent: choose a file, or paste one"),
        ({"file": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0"), "columns": "yes"}, "a.png"),
        ({"file": ("a.zip", b"PK\x03\x04 and no more"), "columns": "yes"}, "a.zip"),
        ({"table": "just some words", "columns": "yes"}, "no table: its only column is"),
        ({"table": "Mill,Capacity", "columns": "yes"}, "nothing stands below its header"),
        ({"table": many(MOST_ENTRIES + 1), "columns": "yes"}, "more than 10,000 plants"),
        ({"table": TABLE, "kept": "no base64!", "compute": "yes"}, "choose it again"),
    ],
)
def test_what_is_no_table_is_said_on_the_page(
    web: httpx.Client, fields: dict[str, object], says: str
) -> None:
    refused(posted(web, **fields), says)


def refused(answer: httpx.Response, says: str) -> None:
    assert answer.status_code == 422, answer.text
    page = html.fromstring(answer.content)
    said = text(page.xpath("//p[@id='refusal']")[0])
    assert says in said
    assert tempfile.gettempdir() not in answer.text
    assert page.xpath("//form[@enctype='multipart/form-data']")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"column_capacity": ""}, "no column is chosen for the capacity of a plant"),
        ({"unit": ""}, "nothing says in which unit the capacities are"),
        ({"column_capacity": "Owner"}, "no plant that can be added up"),
        ({"column_unit": "Buyer"}, "mixed units are not added up"),
        ({"column_place": "", "column_owner": "Elsewhere"}, "no column 'Elsewhere'"),
        ({"column_by": "Elsewhere"}, "no column 'Elsewhere', which by reads"),
        (
            {"matching": "name,entity\nState Group,nobody-here"},
            "no entity has the id 'nobody-here'",
        ),
        ({"matching": "State Group is mof_cn"}, "no columns of matches"),
        ({"matching": "name,entity\nunknown,mof_cn"}, "'unknown' names nobody"),
    ],
)
def test_what_cannot_be_computed_is_said_and_what_was_chosen_stays(
    web: httpx.Client, fields: dict[str, object], says: str
) -> None:
    answer = confirmed(web, **fields)
    refused(answer, says)
    page = html.fromstring(answer.content)
    assert page.xpath("//select[@name='column_name']/option[@selected]/@value") == ["Mill"]
    assert "North,60,China" in page.xpath("//textarea[@name='table']")[0].text


def test_ten_thousand_rows_are_computed_and_a_large_table_is_not_read(web: httpx.Client) -> None:
    assert shares(confirmed(web, many(MOST_ENTRIES)).content)["by place"] == ["100 %"]
    large = "Mill,Capacity\n" + "m" * (4 << 20)
    refused(posted(web, table=large, columns="yes"), "bytes; 4,194,304 at most")


def test_nothing_is_kept(web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {*Path(tempfile.gettempdir()).iterdir()}
    answer = confirmed(web)
    assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)
    left = {*Path(tempfile.gettempdir()).iterdir()} - before
    assert not [one for one in left if (one / "table.csv").exists()]
    assert "North" not in web.get("/production", headers=BROWSER).text


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json", 415),
        (b"nothing", "multipart/form-data", 422),
        (b"--x\r\n", "multipart/form-data; boundary=x", 422),
        (b"--x\r\n\r\n\r\n--x--", "multipart/form-data; boundary=x", 422),
    ],
)
def test_a_body_that_is_no_form_is_a_refusal(
    web: httpx.Client, body: bytes, media: str, status: int
) -> None:
    answer = web.post("/production", content=body, headers={**BROWSER, "Content-Type": media})
    assert answer.status_code == status, answer.text
    assert html.fromstring(answer.content).xpath("//h1")


def test_a_server_that_asks_for_a_key_asks_for_it_here_too(serve: Serve, seed_home: Path) -> None:
    with serve(create_app(Settings(home=seed_home, api_key="k"))) as web:
        assert posted(web, table=TABLE, columns="yes").status_code == 401
        assert web.get("/production?example=true", headers=BROWSER).status_code == 200


def test_in_chinese_every_word_of_the_page_is_chinese(web: httpx.Client) -> None:
    answer = confirmed(web, column_by="Buyer")
    fields = {
        "table": TABLE, "unit": "kt", "matching": MATCHES, "compute": "yes", "column_name": "Mill",
        "column_capacity": "Capacity (kt)", "column_place": "Country", "column_owner": "Owner",
        "column_parent": "Parent", "column_by": "Buyer",
    }  # fmt: skip
    chinese = posted(web, "/production?language=zh", **fields)
    assert (answer.status_code, chinese.status_code) == (200, 200)
    page = html.fromstring(chinese.content)
    for theirs in page.xpath("//*[@lang='en' or self::bdi or self::textarea or self::option]"):
        theirs.clear(keep_tail=True)
    words = re.findall(r"[A-Za-z]{4,}", text(page.xpath("//main")[0]))
    own = {"XLSX", "POST", "production", *re.findall(r"[A-Za-z]{4,}", TABLE)}
    assert [word for word in words if word not in own] == []
    assert page.xpath("//form[@class='edit']/@action") == ["/production?language=zh"]


def test_the_form_needs_no_script(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "mills.csv"
    file.write_text(TABLE, "utf-8")
    with visit("/production", java_script_enabled=False) as page:
        page.set_input_files("#file", file)
        follow(page, page.get_by_role("button", name="Read the columns"))
        page.select_option("#column_by", "Buyer")
        page.fill("#matching", MATCHES)
        follow(page, page.get_by_role("button", name="Compute"))
        assert "60 %" in page.locator("#shares tbody tr").first.inner_text()
        assert page.locator("#groups tbody tr").count() == 3
        assert page.locator("#refused li").count() == 2
