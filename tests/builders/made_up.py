"""Small made-up worlds: firms A, B, C … and nobody real."""

from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citation,
    Citizenship,
    Classification,
    Control,
    Entity,
    HolderTable,
    Listing,
    Location,
    Ownership,
    Source,
    Succession,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from ontology.lenses import lenses

DAY = date(2025, 12, 31)
CITED = (Citation("press"),)
SOURCES = [
    Source(id="press", title="A newspaper"),
    Source(id="filing", title="A filing", kind="filing"),
    Source(id="register", title="A register", kind="register"),
]
PLACES = [
    Entity(id="home", kind="Jurisdiction", name="Home", jurisdiction="CN"),
    Entity(id="near", kind="Jurisdiction", name="Near", jurisdiction="HK"),
    Entity(id="away", kind="Jurisdiction", name="Away", jurisdiction="US"),
    Entity(id="island", kind="Jurisdiction", name="Island", jurisdiction="KY"),
    Entity(id="bourse", kind="Exchange", name="Bourse", jurisdiction="HK"),
    Entity(id="market", kind="Exchange", name="Market", jurisdiction="CN"),
    Entity(id="town", kind="Place", name="Town", jurisdiction="CN", part_of="home"),
    Entity(id="ministry", kind="PublicBody", name="Ministry", jurisdiction="CN", level="national"),
]


def when(text):
    return PartialDate.parse(text) if text else None


def stake(party, target, share, as_of="2025-06-30", *, to=None, since=None, source="press", **more):
    bounds = share if isinstance(share, tuple) else (share, share)
    return Ownership(
        id=more.pop("id", f"own-{target}-{party}-{as_of}-{more.get('measurand', '')}"),
        party=party,
        target=target,
        share=None if share is None else Share.parse(bounds[0], bounds[1]),
        as_of=when(as_of),
        period=Period(when(since), when(to)),
        citations=(Citation(source),),
        **more,
    )


def table(target, line, as_of="2025-06-30", source="press"):
    return HolderTable(
        id=f"table-{target}-{as_of}",
        target=target,
        complete_above=line,
        as_of=when(as_of),
        citations=(Citation(source),),
    )


def citizen(person, place, **more):
    return Citizenship(
        id=f"cit-{person}-{place}",
        party=person,
        target=place,
        citations=(Citation("press"),),
        **more,
    )


def seated(firm, place, aspect="seat", **more):
    return Location(
        id=f"loc-{firm}-{place}-{aspect}",
        party=firm,
        target=place,
        aspect=aspect,
        citations=(Citation("press"),),
        **more,
    )


def listed(firm, since="2010-01-01", *, on="bourse", to=None):
    return Listing(
        id=f"list-{firm}-{on}",
        party=firm,
        target=on,
        period=Period(when(since), when(to)),
        as_of=when(since),
        citations=(Citation("press"),),
    )


def role(target, name, jurisdiction="CN"):
    return Classification(
        id=f"role-{target}-{name}",
        target=target,
        role=name,
        jurisdiction=jurisdiction,
        citations=(Citation("press"),),
    )


def power(party, target, mechanism, as_of="2025-06-30", **more):
    return Control(
        id=f"con-{target}-{party}-{mechanism}",
        party=party,
        target=target,
        mechanism=mechanism,
        as_of=when(as_of),
        citations=(Citation("press"),),
        **more,
    )


def passed(successor, holder, stake_in, on):
    return Succession(
        id=f"suc-{holder}-{stake_in}",
        party=successor,
        target=holder,
        stake_in=stake_in,
        succession="stakePassed",
        as_of=when(on),
        citations=(Citation("press"),),
    )


def people(*names, kind="Person"):
    return [Entity(id=name, kind=kind, name=name.title()) for name in names]


def firms(*names, **more):
    return [Entity(id=name, kind="Organization", name=name.upper(), **more) for name in names]


def known(entities, claims, **more):
    return Knowledge(
        entities=[*entities, *PLACES],
        sources=SOURCES,
        claims=claims,
        data_date=DAY,
        home="CN",
        **more,
    )


def say(lens, entities, claims, firm="f", day=DAY, **more):
    return verdict(Situation(known(entities, claims, **more), firm, day, "CN"), lenses()[lens])


def told(found):
    return found.word, found.decides
