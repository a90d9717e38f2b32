"""The end of every page: how it is cited, where it is found again, where a correction goes."""

from __future__ import annotations

from api.views.markdown import escaped
from graph.answers.permalinks import Cite


def cited(cite: Cite, heading: str = "Cite this") -> list[str]:
    """How a page is cited and where a correction goes, in Markdown."""
    lines = [f"## {heading}", "", escaped(cite.text), ""]
    lines += [line for one in (cite.address, cite.command) if one for line in (f"`{one}`", "")]
    lines += [f"One verdict alone, LENS being its lens: `{cite.part}`", ""] if cite.part else []
    return [*lines, escaped(f"{cite.correction} · {cite.how}"), ""]
