"""A name comes to the same, however it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.entities.spellings import plain, simplified


def test_plain_names_have_no_case_accent_width_or_punctuation() -> None:
    assert plain("Ｎestlé, S.A.") == "nestle s a"
    assert simplified("中芯國際") == "中芯国际"


@given(name=st.text(st.characters(codec="ascii"), max_size=30))
def test_a_name_in_ascii_becomes_what_it_does_beside_other_letters(name: str) -> None:
    """ASCII takes a shorter way, to the same."""
    assert plain(f"{name} é") == f"{plain(name)} e".strip()
