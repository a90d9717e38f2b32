"""The page that answers: its first screen for a terminal, what unfolds, and all of it in Markdown.

The record has every word already (:mod:`graph.profiles.answer`); here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from api.views.cite_this import cited
from api.views.markdown import escaped, link
from api.views.tables import Column, Table, View
from graph.answers.answer import Bar, Block, DefinitionLine, FirmAnswer, NumberedSource, Sentence

BAR = 60  # signs of a whole bar
SIGNS = {  # of a block by the origin of its holder, or by what is not read
    "home_state": "█", "home_other": "▓", "associated": "▒", "foreign_state": "◆",
    "foreign_other": "◇", "": "▫", "nominee": "░", "notRead": "┄", "float": "~",
}  # fmt: skip
COLUMNS = (
    Column("who_asks", "", shown=False),
    Column("asks", "Who asks"),
    Column("says", "Says", wide=True),
    Column("side", "", shown=False),
    Column("side_said", "Side"),
    Column("when", "Since or seen"),
    Column("lenses", "", shown=False),
)


def answer(found: FirmAnswer, *, unfolded: bool = False) -> View:
    """The first screen; with ``unfolded`` everything behind it too."""
    table = definition_table(found)
    parts: list[str | Table] = [found.title, found.first_line, said(found.headline)]
    parts += [f"* {one.text}" for one in found.pending]
    parts += ["", table, *(one.text for one in found.beside)]
    parts += list(owner_lines(found))
    parts += [wanted_line(found), cite_line(found)]
    parts += list(_unfolded(found)) if unfolded else [folded_line(found)]
    return View((), (table,), data=table, parts=tuple(parts), document=markdown(found))


def said(sentences: Iterable[Sentence]) -> str:
    """Sentences in one paragraph."""
    texts = [one.text for one in sentences]
    return ("" if texts and texts[0].endswith("。") else " ").join(texts)


def definition_table(found: FirmAnswer) -> Table:
    """By whose definition, a line for each group of those who ask."""
    headings = {
        "asks": "headAsks", "says": "headSays", "side_said": "headSide", "when": "headWhen",
    }  # fmt: skip
    columns = tuple(
        Column(one.name, found.headings.get(headings.get(one.name, ""), ""), one.kind,
               shown=one.shown, wide=one.wide)
        for one in COLUMNS
    )  # fmt: skip
    return Table(columns, tuple(map(_row, found.definitions)), closed=True)


def _row(line: DefinitionLine) -> tuple[str, ...]:
    return (
        line.who_asks, line.asks, line.says, line.side, line.side_said, line.when,
        " ".join(line.lenses),
    )  # fmt: skip


def text_of(one: Sentence | Block) -> str:
    """What is said, as it is."""
    return one.text


def owner_lines(
    found: FirmAnswer,
    *,
    with_bars: bool = True,
    told: Callable[[Sentence | Block], str] = text_of,
    plain: Callable[[str], str] = str,
) -> Iterator[str]:
    """The owners to scale, with a legend; then last known blocks and the years.

    Without bars only the legend, for a page that draws them itself. ``told`` writes a sentence
    or a block, ``plain`` every other text.
    """
    for bar in found.owners.bars:
        heading = plain(found.headings["headVotes" if bar.basis == "voting" else "headOwners"])
        if with_bars:
            yield f"{heading}: {plain(drawn(bar))}"
            yield legend(bar, told=told, plain=plain)
        else:
            yield f"{heading}: {legend(bar, signs=False, told=told, plain=plain)}"
    texts = [told(one) for one in found.owners.sentences]
    if texts:
        head = "" if found.owners.bars else f"{plain(found.headings['headOwners'])}: "
        yield head + " ".join(texts)
    for heading, sentences in (
        (found.owners.last_known_heading, found.owners.last_known),
        (found.headings["headYears"], found.owners.line),
    ):
        if sentences:
            yield f"{plain(heading)}: {' · '.join(map(told, sentences))}"


def drawn(bar: Bar, width: int = BAR) -> str:
    """A bar of one hundred in so many signs; each block at least one."""
    return "".join(
        sign(bar, place) * max(1, round(block.share * width))
        for place, block in enumerate(bar.blocks)
    )


def sign(bar: Bar, place: int) -> str:
    """The sign of a block."""
    block = bar.blocks[place]
    return SIGNS[block.origin if block.kind == "held" else block.kind]


def legend(
    bar: Bar,
    *,
    signs: bool = True,
    told: Callable[[Sentence | Block], str] = text_of,
    plain: Callable[[str], str] = str,
) -> str:
    """What each block is, with its sign and the origin of its holder."""
    return " · ".join(
        (f"{plain(sign(bar, place))} " if signs else "")
        + told(block)
        + (f" {plain(block.aside)}" if block.aside else "")
        for place, block in enumerate(bar.blocks)
    )


def wanted_line(found: FirmAnswer) -> str:
    """The documents that would change the page, in one paragraph."""
    if not found.wanted:
        return found.wanted_heading
    return f"{found.wanted_heading}: {' · '.join(one.text for one in found.wanted)}"


def cite_line(found: FirmAnswer) -> str:
    """The address of the page, with its days and its release; in words where it has none."""
    return f"{found.headings['headCite']}: {found.cite.address or found.cite.text}"


def folded_line(found: FirmAnswer) -> str:
    """Where the rest is, and where a correction goes."""
    return f"{found.unfold}: {found.cite.unfold} · {found.cite.correction}"


def _unfolded(found: FirmAnswer) -> Iterator[str]:
    for section in found.sections:
        yield ""
        yield section.heading
        if section.code == "headScore":
            yield from (f"  {one.of}: {one.text}" for one in found.score)
        yield from (f"  {numbered(one)}" for one in section.sentences)
    yield ""
    yield found.headings["headSources"]
    yield from (f"  [{one.number}] {one.text} {one.source.url} · {one.read}"
                for one in found.sources)  # fmt: skip
    yield ""
    yield f"{found.headings['headCite']}: {found.cite.text}"
    yield found.cite.command
    yield f"{found.cite.correction} · {found.cite.how}"


def numbered(sentence: Sentence) -> str:
    """A sentence with the numbers of its documents."""
    return f"{sentence.text} {marks(sentence.sources)}".rstrip()


def marks(sources: Sequence[int]) -> str:
    """The numbers of documents as a reader finds them in the list.

    >>> marks((1, 3))
    '[1][3]'
    """
    return "".join(f"[{number}]" for number in sources)


def markdown(found: FirmAnswer) -> str:
    """The whole page in Markdown, every sentence with the numbers of its sources."""
    lines = [f"# {escaped(found.title)}", "", escaped(found.first_line), ""]
    lines += [" ".join(_noted(one) for one in found.headline), ""]
    lines += [f"*{_noted(one)}*\n" for one in found.pending]
    headings = [found.headings[code] for code in ("headAsks", "headSays", "headSide", "headWhen")]
    lines += [f"| {' | '.join(headings)} |", "| --- | --- | --- | --- |"]
    for line in found.definitions:
        says = f"{escaped(line.says)} {marks(line.sources)}".strip()
        lines += [f"| {escaped(line.asks)} | {says} | {line.side_said} | {escaped(line.when)} |"]
    lines += ["", *(f"{escaped(one.text)}\n" for one in found.beside)]
    lines += [f"{line}\n" for line in owner_lines(found, told=_noted, plain=escaped)]
    lines += [f"{escaped(wanted_line(found))}\n"]
    for section in found.sections:
        lines += [f"## {section.heading}", ""]
        if section.code == "headScore":
            lines += [f"- {escaped(one.of)}: {escaped(one.text)}" for one in found.score]
        lines += [*(f"- {_noted(one)}" for one in section.sentences), ""]
    lines += [f"## {found.headings['headSources']}", ""]
    lines += [f"{one.number}. {listed(one)}" for one in found.sources]
    lines += ["", *cited(found.cite, found.headings["headCite"])]
    return "\n".join(lines)


def listed(one: NumberedSource) -> str:
    """A document in the list, in Markdown: what it is, its address, when it was read."""
    return " ".join(part for part in (escaped(one.text), link(one.source.url),
                                      f"· {escaped(one.read)}") if part)  # fmt: skip


def _noted(one: Sentence | Block) -> str:
    return f"{escaped(one.text)} {marks(one.sources)}".rstrip()
