"""Percent signs of number formats: one that Excel multiplies by, and one that is only written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kept_tables import HEADER, read


@pytest.mark.parametrize(
    ("value", "number_format", "share"),
    [
        (0.4, "0%", "40 %"),
        (0.4, "0.0%;[Red]-0.0%", "40 %"),
        (0.4, r"0.0\ %", "40 %"),
        (0.4, '0.0" "%', "40 %"),
        (0.4, '0%" (n. b.)"', "40 %"),
        (1, '0"%"', "1 %"),
        (1, r"0.0\%", "1 %"),
        (40, '0.0" %"', "40 %"),
        (40, r'0.0\%;[Red]-0.0\%;"-"', "40 %"),
        (40, "0.00_%", "40 %"),
    ],
)
@pytest.mark.parametrize("header", ["Share %", "Share"])
def test_only_a_bare_sign_multiplies(
    tmp_path: Path, value: float, number_format: str, share: str, header: str
) -> None:
    book = openpyxl.Workbook()
    book.active.append([*HEADER[:2], header])
    book.active.append(["Larch", "Alder", value])
    book.active["C2"].number_format = number_format
    book.save(tmp_path / "a.xlsx")
    held, _, refused = read(tmp_path / "a.xlsx")
    assert (held, refused) == ({("Larch", "Alder"): share}, [])
