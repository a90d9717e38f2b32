"""FollowTheMoney links → claims: stakes, control, roles, successions, designations.

Several owners of one link own it together: one holder, a group of them. What a link calls over
without a day was over by the day it speaks for; where it speaks for none, no day is known of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from graph.claims.model import (
    Citation,
    Claim,
    Control,
    Designation,
    Entity,
    Leadership,
    Ownership,
    Relation,
    Succession,
)
from graph.claims.periods import PartialDate, Period, day_before
from graph.claims.statements import Record
from graph.errors import BadDateError
from graph.formats.ftm.over import says_over
from graph.formats.ftm.said import OURS, Said, SaidError, our_id
from graph.formats.ftm.stakes import Stakes
from graph.formats.own_shares import NOT_OWN_SHARES, own_shares
from graph.formats.status_words import still_holds
from ontology.crosswalks import ForeignCode, foreign
from ontology.load import codes

WAYS = ("role", "ownershipType", "interestType", "controlType")  # what somebody is, has or may do
# Which properties of a link name our party and our target.
ENDS = {
    "Ownership": ("owner", "asset"),
    "Control": ("controller", "controlled"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
    "Membership": ("member", "organization"),
    "UnknownLink": ("subject", "object"),
    "Succession": ("successor", "predecessor"),
}


class Link:
    """A link of theirs being taken in: the records, and what was wrong with parts of it."""

    def __init__(self, said: Said, rule: ForeignCode, cite: tuple[Citation, ...]) -> None:
        self.said, self._rule = said, rule
        self.troubles: list[SaidError] = []
        self.noted: list[str] = []
        self._notes: list[str] = []
        self._cite = cite

    def records(self) -> Iterator[Record]:
        """The claims of the link; raise :class:`SaidError` if it makes none."""
        said = self.said
        shared = self._shared()
        if said.schema in ("Sanction", "Risk"):
            yield from self._designations(shared)
            return
        parties, targets = (self._ends(name) for name in ENDS[said.schema])
        if self._rule.becomes in ("Ownership", "Control"):
            self._of_one(targets)
            if len(parties) > 1 and targets[0] in parties:
                raise SaidError("", "self", "a firm is named among its own owners")
            if len(parties) > 1:
                group = _group(parties, self._cite)
                yield group
                parties = (group.id,)
        name, common = our_id(said.id).removeprefix("claim-"), tuple(self._notes)
        for place, (party, target) in enumerate(product(parties, targets)):
            if party == target and self._rule.becomes != "Ownership":
                raise SaidError("", "self", "both ends are the same entity")
            self._notes = list(common)
            ends = {"id": f"{name}.{place}" if place else name, "party": party, "target": target}
            claims = [*self._claims(shared | ends)]
            if party == target and not all(map(own_shares, claims)):
                raise SaidError("", "self", NOT_OWN_SHARES)
            yield from claims

    def _claims(self, shared: dict[str, Any]) -> Iterator[Claim]:
        """What the link says of two of its ends."""
        match self._rule.becomes:
            case "Ownership":
                yield from self._ownership(shared)
            case "Control":
                yield self._control(shared)
            case "Leadership":
                yield from self._leadership(shared)
            case "Succession":
                (kind,) = self._known("role", "SuccessionKinds") or (self._rule.value,)
                yield Succession(succession=kind, **self._noted_in(shared))
            case _:
                (kind,) = self._known("role", "RelationKinds") or (self._rule.value,)
                yield Relation(relation=kind, **self._noted_in(shared))

    def _ends(self, name: str) -> tuple[str, ...]:
        found = self.said.all(name)
        if not found:
            raise SaidError(f"/properties/{name}", "one-end", "names nobody")
        return tuple(sorted(map(our_id, found)))

    def _of_one(self, targets: Sequence[str]) -> None:
        """Refuse a share or a power that is of several firms at once: of which is not said."""
        if len(targets) > 1:
            name = ENDS[self.said.schema][1]
            problem = f"names {len(targets)} at once; of which of them how much is not said"
            raise SaidError(f"/properties/{name}", "one-end", problem)

    def _shared(self) -> dict[str, Any]:
        """What every claim of a link carries."""
        said = self.said
        starts, ends = said.dates("startDate"), said.dates("endDate")
        spoken = said.dates("date") or said.dates("retrievedAt") or said.dates("modifiedAt")
        said.all("retrievedAt", "modifiedAt")
        if not ends and self._over():
            if spoken:
                ends = [PartialDate(day_before(spoken[-1].first))]  # over by then at the latest
                self._notes.append(f"Over by {ends[-1]}; the day is not said.")
            else:
                self._notes += [f"Over; begun {one}." for one in starts]
                starts = []  # of no day is it known to have held
        try:
            period = Period(starts[0] if starts else None, ends[-1] if ends else None)
        except BadDateError as error:
            raise SaidError("/properties/endDate", "date", str(error)) from error
        (end,) = self._known("status", "PeriodEnds") or ("unknownEnd",)
        self._notes += [said.first("summary")] if said.first("summary") else []
        return {
            "period": period,
            "period_end": "ended" if ends else end if end != "ended" else "unknownEnd",
            "as_of": spoken[-1] if spoken else None,
            "citations": self._cite,
        }

    def _over(self) -> bool:
        """Whether a word says that the link is no more; refuse one of its status nobody knows."""
        over = not self.said.id.startswith(OURS) and any(map(says_over, self.said.peek(*WAYS)))
        for word in self.said.all("status"):
            if word in codes("PeriodEnds"):
                # In files we wrote it stands where an end is known and no day of it.
                over |= word == "ended" and not self.said.id.startswith(OURS)
                continue
            holds = still_holds(word)
            if holds is None and self._rule.becomes == "Designation":
                continue  # lists have states of their own, which stand in the note
            if holds is None:
                problem = f"{word!r} does not say whether it still holds"
                hint = "current or ended, or an endDate beside it"
                raise SaidError("/properties/status", "code", f"{problem} (valid: {hint})")
            over |= not holds
        return over

    def _noted_in(self, shared: dict[str, Any]) -> dict[str, Any]:
        return {**shared, "note": " ".join(self._notes)}

    def _known(self, name: str, scheme: str) -> tuple[str, ...]:
        """The first value of a property that is a code of ours; the others become notes."""
        found = [one for one in self.said.all(name) if one in codes(scheme)]
        self._notes += [f"{name}: {one}." for one in self.said.all(name) if one not in found]
        return tuple(found[:1])

    def _ownership(self, shared: dict[str, Any]) -> Iterator[Ownership | Control]:
        said = self.said
        stakes = Stakes(said)
        self.troubles += stakes.troubles
        for name in ("sharesCount", "sharesValue", "sharesCurrency", "sharesType", "legalBasis"):
            if said.first(name):
                self._notes.append(f"{name}: {', '.join(said.all(name))}.")
        self._notes += stakes.notes
        fields = self._noted_in(shared)
        for place, stake in enumerate(stakes):
            name = f"{shared['id']}.{stake.code}" if place else shared["id"]
            yield stake.claim(fields | {"id": name})

    def _control(self, shared: dict[str, Any]) -> Control:
        types = self.said.all("controlType")
        roles = self.said.all("role")
        ours = next((one for one in roles if one in codes("ControlMechanisms")), "")
        right = next((one for one in roles if one in codes("Rights")), "")
        self._notes += [f"role: {one}." for one in roles if one not in (ours, right)]
        instruments = tuple(
            one for one in self.said.all("legalBasis") if one in codes("Instruments")
        )
        basis = [one for one in self.said.all("legalBasis") if one not in instruments]
        self._notes += [f"legalBasis: {one}." for one in basis]
        mechanism = ours
        if not mechanism:
            rule = foreign("ftm").get(("controlType", types[0].lower() if types else ""))
            mechanism = rule[0].value if rule else "otherInfluence"
            self._notes += [f"controlType: {', '.join(types)}."] if types else []
        return Control(
            mechanism=mechanism,
            right=right,
            instruments=tuple(sorted(instruments)),
            **self._noted_in(shared),
        )

    def _leadership(self, shared: dict[str, Any]) -> Iterator[Leadership]:
        roles = self.said.all("role")
        ours = [one for one in roles if one in codes("LeaderRoles")]
        posts = [one for one in roles if one not in ours]
        found = [
            rule[0].value for one in posts if (rule := foreign("ftm").get(("role", one.lower())))
        ]
        role = (ours or found or ["director" if not posts else "otherRole"])[0]
        if self.said.schema == "Employment" and not (ours or found):
            self.noted.append("an employment in no role that leads is not taken in")
            return
        yield Leadership(role=role, post="; ".join(posts), **self._noted_in(shared))

    def _designations(self, shared: dict[str, Any]) -> Iterator[Record]:
        said = self.said
        firms = self._ends("entity")
        authority = said.first("authority")
        programmes = said.all("programId", "program") or ("",)
        listing = said.dates("listingDate")
        if listing:
            shared["as_of"] = listing[0]
        self._notes += said.all("reason", "provisions")
        name = ": ".join(one for one in (authority, said.first("program") or programmes[0]) if one)
        if not name:
            raise SaidError("/properties/program", "missing", "names neither list nor authority")
        programme = our_id(f"list:{name}")
        yield Entity(id=programme, kind="List", name=name, citations=self._cite)
        for place, firm in enumerate(firms):
            name = our_id(said.id)
            yield Designation(
                id=f"{name}.{place}" if place else name, target=firm, programme=programme,
                **self._noted_in(shared),
            )  # fmt: skip


def _group(members: Sequence[str], cite: tuple[Citation, ...]) -> Entity:
    """Those who own or direct something together; their names are known once all is read."""
    digest = hashlib.blake2b("|".join(members).encode(), digest_size=6).hexdigest()
    return Entity(
        id=f"ftm-joint-{digest}", kind="PartyGroup", name="", members=tuple(members),
        citations=cite,
    )  # fmt: skip
