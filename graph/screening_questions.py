"""Whom a list reaches: what is asked, read strictly; :mod:`graph.profiles.screening` answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from graph.answers.screening import Screening
from graph.arguments import day_of, several, situation_of
from graph.claims.own_rules import with_rules_of
from graph.entities.resolving import resolve
from graph.errors import InputError
from graph.formats.tables.lists import ListFile
from graph.profiles.screening import Entries, Question, follow, screened
from graph.profiles.screening_batch import Batch
from graph.profiles.screening_rule import rule_of
from graph.releases.release import Release
from graph.screening.matching import Matcher


def screen(
    release: Release,
    rule: str,
    entries: Entries | Sequence[ListFile] | None = None,
    *,
    lists: Sequence[str] = (),
    as_of: date | str | None = None,
    firms: Sequence[str] = (),
    threshold: str | None = None,
    include_unknown: bool = False,
    law_day: date | str | None = None,
    read_as: str = "",
    list_day: date | str | None = None,
    rule_file: Path | None = None,
) -> Screening:
    """Whom a list reaches under a rule: for certain, not to be excluded, or to be looked into.

    ``entries`` are a reader's own, or several files of them; ``lists`` those the release holds;
    by default the rule's. ``as_of`` is the day of the facts, by default the data date; ``law_day``
    that of the rule and of the lists, by default the day of the facts where that is given, and
    today where not. ``read_as`` is the list that entries without one are from; ``list_day`` the
    day of the reader's list. ``rule_file`` adds rules of the reader's own; one alone needs no name.
    """
    asked = _question(
        release, rule, entries, lists, as_of, threshold, law_day, read_as, list_day, rule_file
    )
    asked = replace(
        asked,
        firms=[situation_of(release, firm, as_of, None).firm for firm in several(firms, "firms")],
        include_unknown=include_unknown,
    )
    matcher = Matcher(release.knowledge, release.search) if asked.given else None
    return screened(release.knowledge, asked, release=release.id, matcher=matcher)


def screen_many(
    release: Release,
    rule: str,
    entries: Entries | Sequence[ListFile] | None = None,
    *,
    lists: Sequence[str] = (),
    as_of: date | str | None = None,
    threshold: str | None = None,
    law_day: date | str | None = None,
    read_as: str = "",
    list_day: date | str | None = None,
    rule_file: Path | None = None,
) -> Batch:
    """The same for many customers: the lists followed once, to be asked row by row."""
    asked = _question(
        release, rule, entries, lists, as_of, threshold, law_day, read_as, list_day, rule_file
    )
    matcher = Matcher(release.knowledge, release.search)
    return Batch(follow(release.knowledge, replace(asked, batch=True), matcher), matcher)


def _question(
    release: Release,
    rule: str,
    entries: Entries | Sequence[ListFile] | None,
    lists: Sequence[str],
    as_of: date | str | None,
    threshold: str | None,
    law_day: date | str | None,
    read_as: str,
    list_day: date | str | None,
    rule_file: Path | None,
) -> Question:
    known = release.knowledge.reaches
    own: tuple[str, ...] = ()
    if rule_file is not None:
        known, own = with_rules_of(release.knowledge, rule_file)
    given, again = _each_once(entries)
    return Question(
        rule=rule_of(_rule_asked(rule, own), threshold, known),
        day=release.data_date if as_of is None else day_of(as_of),
        law_day=_law_day(as_of, law_day),
        home=release.home,
        given=given,
        again=again,
        read_as=read_as,
        list_day=None if list_day is None else day_of(list_day),
        programmes=[resolve(release, one) for one in several(lists, "lists")],
    )


def _each_once(
    entries: Entries | Sequence[ListFile] | None,
) -> tuple[tuple[Entries, ...], tuple[tuple[str, str], ...]]:
    """The lists given, each once; and the files that are another byte for byte, with that one."""
    if entries is None:
        return (), ()
    if isinstance(entries, ListFile):
        return (entries,), ()
    files = [one for one in entries if isinstance(one, ListFile)]
    if not files:
        return (cast("Entries", entries),), ()
    first: dict[str, ListFile] = {}
    again = []
    for one in files:
        before = first.setdefault(one.sha256, one)
        if before is not one:
            again.append((one.file, before.file))
    names = [one.file for one in first.values()]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise InputError(f"two different lists are called {twice}; give one of them another name")
    return tuple(first.values()), tuple(again)


def _law_day(as_of: date | str | None, law_day: date | str | None) -> date:
    """The day of the law: as given, else that of the facts as given, else today."""
    given = as_of if law_day is None else law_day
    return datetime.now(UTC).date() if given is None else day_of(given)


def _rule_asked(rule: str, own: Sequence[str]) -> str:
    """The rule that is meant: as named, or the one rule of a file, or any list."""
    if rule:
        return rule
    if len(own) > 1:
        raise InputError(f"the file has {len(own)} rules; name one of: {', '.join(own)}")
    return own[0] if own else "any-list"
