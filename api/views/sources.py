"""A document in the list at the end of a page: what it is, when it was read, what is kept of it."""

from __future__ import annotations

from api.views.markdown import escaped, link
from graph.answers.parts import CitedSource

UNREAD = "the day it was read was not noted"
NOTHING_KEPT = "no copy that stays and no hash is known"
NO_COPY = "no copy that stays is known"
NO_HASH = "no hash was taken"
NO_ADDRESS = "No address is known."


def source_line(source: CitedSource) -> str:
    """A document in Markdown, with its address, the day it was read, its kept copy and its hash.

    >>> source_line(CitedSource(id="s", title="Report", published="2024", read_on="2026-11"))
    'Report, 2024. No address is known. Read 2026-11; no copy that stays and no hash is known.'
    """
    publisher = source.publisher if source.publisher not in source.title else ""
    named = ", ".join(part for part in (source.title, publisher, source.published) if part)
    relayed = "" if source.opened else f" (relayed by {source.relayed_by}, not opened)"
    said = (f"{escaped(named + relayed)}.", link(source.url) or NO_ADDRESS, f"{reading(source)}.")
    return " ".join(part for part in said if part)


def reading(source: CitedSource) -> str:
    """When it was read and what is kept of it; of what was not opened, that it was not read.

    >>> reading(CitedSource(id="s", title="Report", opened=False, relayed_by="A newspaper"))
    'Not read here; no copy that stays and no hash is known'
    """
    if not source.opened:
        read = "not read here"
    else:
        read = f"read {source.read_on}" if source.read_on else UNREAD
    return "; ".join((read[0].upper() + read[1:], *kept(source)))


def kept(source: CitedSource) -> list[str]:
    """What is kept of a document, or that nothing is."""
    if not source.kept_copy and not source.sha256:
        return [NOTHING_KEPT]
    copy = "that address stays as it was read" if source.kept_copy == source.url else (
        f"kept copy {link(source.kept_copy)}" if source.kept_copy else NO_COPY
    )  # fmt: skip
    return [copy, f"SHA-256 {source.sha256}" if source.sha256 else NO_HASH]
