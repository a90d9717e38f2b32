"""How a drawing shows things: lettering, boxes for parties, lines for links.

Every difference that matters is one of form or of words (a shape, a dash, a doubled line, a label),
so that it survives a black-and-white printer; colour only repeats it. Text is measured here, by
rough letter widths, because a drawing must not depend on the fonts of the machine that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from msgspec import Struct

from graph.answers.neighbourhood import NetworkEdge, NetworkNode

FONTS = (
    "Helvetica, Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC',"
    " 'Microsoft YaHei', 'WenQuanYi Zen Hei', sans-serif"
)
INK, GREY, PAPER = "#111111", "#858585", "#ffffff"
LEADING = 1.25  # line height over letter height

Point = tuple[float, float]


class Line(Struct, frozen=True):
    """A line of text, as large and as strong as it should be."""

    text: str
    size: float = 10.0
    bold: bool = False
    ink: str = INK


class Stroke(Struct, frozen=True):
    """The look of a link, and what it means in words."""

    means: str
    dash: str = ""
    double: bool = False
    head: bool = True
    width: float = 1.3


STROKES = {
    "ownership": Stroke("owns directly"),
    "derived": Stroke("owns through others, or computed", dash="7 4"),
    "contract": Stroke("directs or receives by contract, not by shares", double=True),
    "control": Stroke("has a right to direct, without shares", dash="9 3 2 3"),
    "rest": Stroke("what no named holder has", dash="1.5 3", head=False),
}


class Shape(Struct, frozen=True):
    """The look of a party, and what it means in words."""

    means: str
    corner: float = 3.0  # radius
    cut: float = 0.0  # length cut from the corners
    double: bool = False
    dash: str = ""
    width: float = 1.0
    fill: str = PAPER


SHAPES = {
    "focus": Shape("the firm asked about", width=3.0, fill="#e4e4e4"),
    "float": Shape("nobody named: traded shares", dash="1.5 3", corner=0),
    "undisclosed": Shape("nobody named: not read", dash="1.5 3", corner=0),
    "Person": Shape("person", corner=18.0),
    "PublicBody": Shape("public body", double=True, corner=0),
    "Fund": Shape("fund", corner=0, cut=8.0),
    "": Shape("company or other party"),
}
# Behind a party in whom a chain ends, by the first word of its column; its box says it in words.
TINTS = {
    "home": Shape("an end of a chain: home", fill="#fdf1d0"),
    "associated": Shape("an end of a chain: associated", fill="#e6efd6"),
    "foreign": Shape("an end of a chain: foreign", fill="#dfecf8"),
}


def stroke_of(edge: NetworkEdge) -> Stroke:
    """The look of a link: what is computed or indirect is dashed, whatever it carries."""
    return STROKES["derived" if edge.derived else edge.link if edge.link in STROKES else "control"]


def shape_of(node: NetworkNode) -> Shape:
    """The look of a party."""
    return SHAPES["focus" if node.focus else node.rest or _drawn_kind(node)]


def tint_of(node: NetworkNode) -> str:
    """The colour behind a party."""
    tint = TINTS.get(node.column.partition("_")[0])
    return tint.fill if tint else shape_of(node).fill


def _drawn_kind(node: NetworkNode) -> str:
    return node.entity.kind if node.entity.kind in SHAPES else ""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Roughly how wide a text will be; a Chinese character is as wide as it is high.

    >>> width("中芯国际", 10.0)
    40.0
    """
    return size * sum(map(_letter, text)) * (1.07 if bold else 1.0)


def _letter(letter: str) -> float:
    if _wide(letter):
        return 1.0
    if letter in "iIjltf.,:;'|! ()[]-/":
        return 0.32
    if letter in "mwMW%@—…":
        return 0.88
    return 0.67 if letter.isupper() else 0.56


def wrap(text: str, size: float, limit: float, most: int = 3) -> list[str]:
    """Break a text into lines no wider than the limit; what does not fit ends in an ellipsis.

    Breaks fall at spaces, between Chinese characters, and in words wider than a line. Lines are
    about equally long, so that no last character stands alone.

    >>> wrap("Semiconductor Manufacturing International", 10.0, 90.0)
    ['Semiconductor', 'Manufacturing', 'International']
    >>> wrap("中芯国际集成电路制造有限公司", 10.0, 130.0)
    ['中芯国际集成电', '路制造有限公司']
    >>> wrap("WangTouSuiCheng (fund)", 10.0, 100.0)
    ['WangTouSuiCheng', '(fund)']
    >>> wrap("5493001KJTIIGC8Y1R12", 10.0, 60.0)
    ['5493001KJ', 'TIIGC8Y1R', '12']
    """
    pieces = _pieces(text, size, limit)
    widest = max((width(piece, size) for piece in pieces), default=0.0)
    lines = _broken(pieces, size, limit)
    while limit > widest + 4 and len(_broken(pieces, size, limit - 4)) == len(lines):
        limit -= 4
        lines = _broken(pieces, size, limit)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return lines


def _broken(pieces: Iterable[str], size: float, limit: float) -> list[str]:
    lines: list[str] = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece.rstrip(), size) > limit:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines]


def _pieces(text: str, size: float, limit: float) -> list[str]:
    pieces: list[str] = []
    for letter in text:
        last = pieces[-1] if pieces else " "
        if _wide(letter) or _wide(last[-1]) or last[-1] == " " or width(last, size) > limit - size:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _wide(letter: str) -> bool:
    return east_asian_width(letter) in {"W", "F"}


def extent(lines: Sequence[Line]) -> Point:
    """How wide and high some lines are together."""
    return (
        max((width(line.text, line.size, bold=line.bold) for line in lines), default=0.0),
        sum(line.size * LEADING for line in lines),
    )


def write(parent: ET.Element, line: Line, at: Point, anchor: str = "start") -> None:
    """Put a line of text, its baseline at a point."""
    attributes = {
        "x": number(at[0]),
        "y": number(at[1]),
        "font-size": number(line.size),
        "text-anchor": anchor,
        "fill": line.ink,
    }
    if line.bold:
        attributes["font-weight"] = "bold"
    ET.SubElement(parent, "text", attributes).text = line.text


def write_centred(parent: ET.Element, lines: Sequence[Line], at: Point) -> None:
    """Put lines under one another, the middle of all of them at a point."""
    y = at[1] - extent(lines)[1] / 2
    for line in lines:
        write(parent, line, (at[0], y + line.size), "middle")
        y += line.size * LEADING


def draw_box(parent: ET.Element, shape: Shape, fill: str, at: Point, size: Point) -> None:
    """Draw a party's outline, its middle at a point."""
    look = {"fill": fill, "stroke": INK, "stroke-width": number(shape.width)}
    if shape.dash:
        look["stroke-dasharray"] = shape.dash
    x, y, wide, high = at[0] - size[0] / 2, at[1] - size[1] / 2, *size
    if shape.cut:
        cut = shape.cut
        corners = [
            (x + cut, y),
            (x + wide - cut, y),
            (x + wide, y + cut),
            (x + wide, y + high - cut),
            (x + wide - cut, y + high),
            (x + cut, y + high),
            (x, y + high - cut),
            (x, y + cut),
        ]
        points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
        ET.SubElement(parent, "polygon", {"points": points, **look})
        return
    _rectangle(parent, (x, y), (wide, high), min(shape.corner, high / 2), look)
    if shape.double:
        _rectangle(parent, (x + 3, y + 3), (wide - 6, high - 6), 0, {**look, "fill": "none"})


def _rectangle(
    parent: ET.Element, at: Point, size: Point, corner: float, look: dict[str, str]
) -> None:
    place = {"x": at[0], "y": at[1], "width": size[0], "height": size[1], "rx": corner}
    ET.SubElement(parent, "rect", {name: number(value) for name, value in place.items()} | look)


def draw_link(
    parent: ET.Element, stroke: Stroke, ink: str, points: Sequence[Point], tip: Point
) -> None:
    """Draw a link along the control points of a spline, its arrow's tip at a point."""
    (start, *rest) = points
    path = f"M{number(start[0])},{number(start[1])}C" + " ".join(
        f"{number(x)},{number(y)}" for x, y in rest
    )
    look = {"d": path, "fill": "none", "stroke": ink, "stroke-width": number(stroke.width)}
    if stroke.dash:
        look["stroke-dasharray"] = stroke.dash
    if stroke.double:
        ET.SubElement(parent, "path", look | {"stroke-width": number(stroke.width * 3.8)})
        look |= {"stroke": PAPER, "stroke-width": number(stroke.width * 1.9)}
    ET.SubElement(parent, "path", look)
    if stroke.head:
        _arrowhead(parent, ink, points[-1], tip)


def _arrowhead(parent: ET.Element, ink: str, base: Point, tip: Point) -> None:
    along = (tip[0] - base[0], tip[1] - base[1])
    length = hypot(*along) or 1.0
    side = (-along[1] / length * 3.6, along[0] / length * 3.6)
    corners = (
        tip,
        (base[0] + side[0], base[1] + side[1]),
        (base[0] - side[0], base[1] - side[1]),
    )
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    ET.SubElement(parent, "polygon", {"points": points, "fill": ink})


def number(value: float) -> str:
    """A coordinate, short.

    >>> number(3.0), number(1 / 3)
    ('3', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
