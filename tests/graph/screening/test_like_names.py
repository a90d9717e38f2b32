"""Names compared in blocks: what comparing each pair would give, and no pair is left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from graph.screening.like_names import LIKE, MOST, LikeNames

WORDS = st.sampled_from(
    ("jade", "jaed", "chip", "chips", "works", "work", "holding", "北京", "北京玉石", "oy", "a")
)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=9)


def naive(asked: str, known: list[str]) -> set[str]:
    return {name for name in known if fuzz.token_sort_ratio(asked, name) >= LIKE}


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_every_like_name_is_found(asked: list[str], known: list[str]) -> None:
    for name, likes in zip(asked, LikeNames(known).like(asked), strict=True):
        wanted = naive(name, known)
        assert wanted <= set(likes) or len(likes) == MOST
        assert list(likes.values()) == sorted(likes.values(), reverse=True)


def test_a_form_of_company_does_not_keep_names_apart() -> None:
    names = LikeNames(["Jade Chip Works Co., Ltd."])
    found = names.like(["Jade Chip Works GmbH", "Jdae Chip Works", "Ruby Optics Ltd"])
    assert [list(one.values()) for one in found] == [[1.0], [0.93], []]


def test_names_of_several_blocks_are_all_asked() -> None:
    known = [f"firm number {n} of many" for n in range(900)]
    found = LikeNames(known).like(known)
    assert all(likes[name] == 1.0 for name, likes in zip(known, found, strict=True))
