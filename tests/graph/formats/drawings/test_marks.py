"""Lettering fits its box and loses nothing, whatever a party is called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.formats.drawings.marks import width, wrap

NAMES = st.text(st.sampled_from("aW i.,(中芯国\u3000际)-"), max_size=80)
LIMITS = st.floats(20.0, 200.0)


@given(NAMES, LIMITS)
def test_no_line_is_wider_than_the_limit(text: str, limit: float) -> None:
    assert all(width(line, 10.0) <= limit for line in wrap(text, 10.0, limit, most=1000))


@given(NAMES, LIMITS)
def test_every_letter_stays_and_in_order(text: str, limit: float) -> None:
    lines = wrap(text, 10.0, limit, most=1000)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(NAMES, LIMITS, st.integers(1, 4))
def test_what_does_not_fit_says_so(text: str, limit: float, most: int) -> None:
    lines = wrap(text, 10.0, limit, most=most)
    whole = wrap(text, 10.0, limit, most=1000)
    assert len(lines) == min(most, len(whole))
    assert lines[-1].endswith("…") == (len(whole) > most)
