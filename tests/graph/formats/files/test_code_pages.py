"""A code page is told by what its text must contain, or asked for; it is never quietly wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.errors import FileError
from graph.formats.files.code_pages import page_of
from graph.formats.files.encodings import open_lines, wide_without_mark
from graph.formats.files.unseen import control_in, narrow, seen

TEXTS = [
    ("gb18030", "东山湖投资有限公司,青石港股份有限公司,36\n"),
    ("big5hkscs", "東山湖投資有限公司,青石港股份有限公司,36\n"),
    ("cp949", "푸른언덕홀딩스,강변전자 주식회사,36\n"),
    ("cp932", "あおいホールディングス,北浜株式会社,36\n"),
    ("cp1252", "Frères Duchêne et Fils SARL,Compagnie générale du Château,36\n"),
    ("cp1252", "Jürgen Weiß,Höchst Beteiligungs GmbH,36\n"),
    ("cp1250", "Květa Dvořáková,Říční společnost s.r.o.,36\n"),
    ("cp1250", "Małgorzata Jasińska,Żeglarz sp. z o.o.,36\n"),
    ("iso8859_2", "Jan Žižka,Růžena Křižíková,Říční společnost s.r.o.,36\n"),
    ("cp1251", "Пётр Синицын,ООО «Северный берег»,36\n"),
    ("koi8_r", "Пётр Синицын,ООО Северный берег,36\n"),
    ("cp1253", "Ελένη Παπαδάκη,Εταιρεία Θαλάσσης Α.Ε.,36\n"),
    ("cp1254", "Ayşe Yıldız,Güneş Sanayi Anonim Şirketi,36\n"),
    ("cp1257", "Jānis Bērziņš,Ūdensrožu akciju sabiedrība,36\n"),
]


@pytest.mark.parametrize(
    ("page", "text"), TEXTS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(TEXTS)]
)
def test_a_table_reads_back_as_it_was_written(page: str, text: str) -> None:
    told = page_of(text.encode(page))
    assert text.encode(page).decode(told.page or "ascii", "replace") == text, told


def test_control_characters_prove_a_page_wrong() -> None:
    """In Latin-1 these bytes would be controls; nobody's name has any."""
    told = page_of("Žaneta Ťahačová, Ľubica".encode("cp1250"))
    assert told.page == "cp1250"


@pytest.mark.parametrize("text", ["Père Mère", "Pčre"])
def test_where_several_fit_the_reader_is_asked_and_shown_how_each_reads(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "owners.csv"
    path.write_bytes(f"Owner,Company\n{text},X\n".encode("cp1252" if "è" in text else "cp1250"))
    with open_lines(path) as lines, pytest.raises(FileError) as asked:
        list(lines)
    said = str(asked.value)
    assert "line 2" in said
    assert "as cp1252 it reads 'Père'" in said
    assert "as cp1250 it reads 'Pčre'" in said
    assert "--encoding" in said
    with open_lines(path, "cp1250") as lines:
        assert "Pčre" in "".join(line.text for line in lines)


def test_noise_is_text_in_no_page(tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    path.write_bytes(bytes(range(128, 256)) * 3)
    with open_lines(path) as lines, pytest.raises(FileError, match="encoding"):
        list(lines)


@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["股东,公司\n甲,乙\n", "Owner,Firm\nKrüger,X\n", "所有者;会社;%\r\n東,西;5\r\n"]
)
def test_wide_text_without_a_mark_is_told(form: str, text: str) -> None:
    assert wide_without_mark(text.encode(form)) == form


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_lines_are_the_same_however_they_end(tmp_path: Path, end: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = ["股东,公司", "甲有限公司,乙有限公司", "丙,丁"]
    path.write_bytes(end.join([*rows, ""]).encode(encoding))
    with open_lines(path) as lines:
        assert [line.text.rstrip("\r\n") for line in lines] == rows


def test_every_chinese_name_of_the_seeds_reads_back_or_is_asked_for(root: Path) -> None:
    with (root / "seeds" / "entities.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["name_zh"] for row in csv.DictReader(stream) if row["name_zh"]]
    assert len(names) > 100
    rows = [
        f"{first}\n{second}\n{third}\n"
        for first, second, third in zip(*[iter(names)] * 3, strict=False)
    ]
    told = [page_of(text.encode("gb18030")).page for text in rows]
    assert set(told) <= {"gb18030", ""}
    assert told.count("gb18030") > 0.8 * len(told)


_LETTERS = {
    "cp1250": "aábcčdďeéěhiíjklmnňoprřsštťuúůvyýzž",
    "cp1251": "абвгдежзиклмнопрстуфхцчшыэюя",
    "cp1252": "abcdefghiklmnoprstuvwzäöüß",
}


@pytest.mark.parametrize("page", _LETTERS)
@given(data=some.data())
def test_what_is_told_of_twenty_names_is_right_or_asked(page: str, data: some.DataObject) -> None:
    """Letters at random are no language; still, a page is told or asked for, not mistaken."""
    word = some.text(_LETTERS[page], min_size=4, max_size=12).map(str.capitalize)
    text = "\n".join(data.draw(some.lists(word, min_size=20, max_size=20)))
    told = page_of(
        text.encode(page) + " Müller".encode("cp1252" if page == "cp1252" else "ascii", "ignore")
    )
    if told.page:
        assert text.encode(page).decode(told.page).casefold() == text.casefold()


def test_marks_without_width_go_and_joined_scripts_keep_theirs() -> None:
    assert seen("Al\u00adpha\u200b\ufeff") == "Alpha"
    assert seen("می\u200cخواهم") == "می\u200cخواهم"
    assert (narrow("Ａ（１）"), control_in("a\x9d")) == ("A(1)", "U+009D")
