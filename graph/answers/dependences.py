"""On what somebody depends, and who would be met if it stopped supplying."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Named


class Dependent(Struct, frozen=True, kw_only=True):
    """Somebody who depends on something: how far along, how much, and what is not known of it."""

    who: Named
    on: Named
    steps: int  # 1: directly on what was asked about
    content: str = ""  # of what it makes, as a share; nothing: not read
    criticality: str = ""  # in the source's words; nothing: not read
    substitute: str = ""  # in the source's words; nothing: not read
    seen: str = ""
    claim: CitedClaim


class MakingStep(Struct, frozen=True, kw_only=True):
    """A step of making something: who does it, for what, and whether that is somebody from home."""

    who: Named
    step: str  # code of z:RelationKinds
    label: str
    of: Named  # the thing itself, or whoever makes it
    steps: int  # 1: of what was asked about
    side: str  # home, notHome, open
    by: str  # on what that rests: code of z:OriginReadings; nothing where it is open
    seen: str  # the latest day of which a claim says so
    claims: tuple[CitedClaim, ...]
    origin: tuple[CitedClaim, ...] = ()  # the claims that its side rests on


class DependencePage(Struct, frozen=True, kw_only=True):
    """What hangs on somebody or something on a day, and on what it hangs itself."""

    entity: Named
    as_of: str
    release: str
    needs: tuple[Dependent, ...]  # on what it depends
    needed_by: tuple[Dependent, ...]  # who depends on it, the nearest first
    unread: dict[str, int]  # of those who depend on it, how many lack each: content, …
    makers: tuple[MakingStep, ...] = ()  # who makes it, and who supplies these
