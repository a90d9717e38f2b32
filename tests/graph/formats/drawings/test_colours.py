"""Origins are told apart without colour, and by colour also with any one kind of cone missing."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from graph.answers.picture import ArrowKind
from graph.formats.drawings.arrows import LOOKS
from graph.formats.drawings.colours import COLOURS

# Machado, Oliveira and Fernandes 2009, table 1, severity 1.0, on linear red, green and blue.
SIGHTS = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, D65
WHITE = TO_XYZ @ np.ones(3)


def lab(colour: str, sight: str) -> np.ndarray:
    """A colour in CIELAB as somebody with that sight sees it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = (TO_XYZ @ np.clip(SIGHTS[sight] @ linear, 0, 1)) / WHITE

    def root(value: float) -> float:
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    return np.array([116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))])


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_origins_look_alike(sight: str) -> None:
    """Ten is some four times what the eye just tells apart."""
    for one, other in combinations(COLOURS, 2):
        apart = np.linalg.norm(lab(COLOURS[one].strong, sight) - lab(COLOURS[other].strong, sight))
        assert apart > 10, (one, other, apart)


def test_no_two_origins_share_a_pattern() -> None:
    patterns = [(colour.pattern, colour.over) for colour in COLOURS.values()]
    assert len(set(patterns)) == len(patterns)


def test_no_two_kinds_of_arrow_differ_in_colour_or_dash_alone() -> None:
    """A dash is lost in a short line: the head tells them apart too, but for a size not read."""
    heads: dict[str, list[ArrowKind]] = {}
    for kind, look in LOOKS.items():
        heads.setdefault(look.head, []).append(kind)
    assert {head: kinds for head, kinds in heads.items() if len(kinds) > 1} == {
        "full": ["stake", "unsized"]
    }
    assert len({(look.head, look.dash, look.double) for look in LOOKS.values()}) == len(LOOKS)
