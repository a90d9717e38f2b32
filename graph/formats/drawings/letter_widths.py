"""How wide letters are in Noto Sans, in which pictures are set: thousandths of size, rounded up.

Other fonts that a browser may take instead (Helvetica, Arial) are narrower.
"""

from __future__ import annotations

from unicodedata import east_asian_width

_REGULAR = {
    180: "’", 240: "'", 260: " ijl\u00a0", 280: "!,.:;J·", 300: "()`", 340: "-I[]", 360: "f“”",
    380: "/\\t{}", 420: '"r', 440: "?", 460: "_", 480: "csz", 500: "–", 520: "Fvy", 540: "Lkx",
    560: "*EST|", 580: "$+0123456789<=>YZ^ae~é", 600: "VX", 620: "KPbdghnopquü", 640: "ACR",
    660: "#B", 740: "&DGU", 760: "HN", 800: "OQw…", 840: "%", 900: "@", 920: "M", 940: "Wm",
    1000: "—→",
}  # fmt: skip
_MORE_IN_BOLD = {
    20: "!&,.:;BCDEOPQSZ[]bdgopq{}é·", 40: "()FHLMRTUWacehjlmnrsuzü’", 60: "'/?AIJKNVY\\fix…",
    80: '"%tvwy', 100: "X`k“”",
}  # fmt: skip
WIDTHS = {letter: wide for wide, letters in _REGULAR.items() for letter in letters}
MORE_IN_BOLD = {letter: more for more, letters in _MORE_IN_BOLD.items() for letter in letters}
OTHER, OTHER_CAPITAL = 640, 740  # of letters with marks


def is_wide(letter: str) -> bool:
    """Whether a letter is as wide as it is high, as Chinese ones are."""
    return east_asian_width(letter) in {"W", "F"}


def letter_width(letter: str, *, bold: bool) -> float:
    """The width of a letter of size one.

    >>> letter_width("中", bold=True), letter_width("i", bold=False), letter_width("i", bold=True)
    (1.0, 0.26, 0.32)
    """
    if is_wide(letter):
        return 1.0
    wide = WIDTHS.get(letter, OTHER_CAPITAL if letter.isupper() else OTHER)
    return (wide + (MORE_IN_BOLD.get(letter, 0) if bold else 0)) / 1000
