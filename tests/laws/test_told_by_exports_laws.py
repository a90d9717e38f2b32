"""Law: what an export does not bring back, its report tells, of all that the seeds say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.formats.bods.writer import write_bods
from graph.formats.ftm.writer import write_ftm
from graph.importing.gathering import Wanted, gathered

DAY = date(2026, 8, 22)
SAID_OTHERWISE = {"status": "that it is", "citations": "which place is in which"}
# What a format says in words of its own comes back in other words, or with an id of the reader's.
AS_OTHERS_HAVE_IT = {"entity": {"id", "citations"}, "claim": {"id", "source"}}
AS_FIELDS = tuple((kind, "target") for kind in ("Location", "Citizenship", "Listing"))


@pytest.fixture(scope="module", params=["bods", "ftm"])
def there_and_back(request, seed_release, tmp_path_factory):
    known, form = seed_release.knowledge, request.param
    claims = known.claims.values()
    if form == "bods":
        made = write_bods(known, claims, published=DAY, publisher="us")
    else:
        made = write_ftm(known, claims)
    path: Path = tmp_path_factory.mktemp(form) / "all.json"
    path.write_bytes(made.lines())
    wanted = Wanted(format=form, name="t", home="CN", data_date=DAY)
    back = gathered([path], wanted, lambda *_: None)
    assert not back.report.refusals
    return known, dict(made.left_out), back.tables


def bare(value):
    """A value without the name of the data set, and the order in which it was written."""
    if isinstance(value, tuple):
        return {bare(one) for one in value if getattr(one, "scheme", "") not in ("bods", "ftm")}
    return value.removeprefix("t.") if isinstance(value, str) else value


def told(left_out, what: str, field: str) -> bool:
    words = SAID_OTHERWISE.get(field, "")
    return f"{what}.{field}" in {one.partition(":")[0] for one in left_out} or any(
        words and one.startswith(what) and words in one for one in left_out
    )


def test_every_field_of_an_entity_comes_back_or_is_told(there_and_back) -> None:
    known, left_out, tables = there_and_back
    back = {bare(one.id): one for one in tables.entities}
    untold = Counter()
    for entity in known.entities.values():
        for field in entity.__struct_fields__ if entity.id in back else ():
            value = getattr(entity, field)
            if field in AS_OTHERS_HAVE_IT["entity"] or not value:
                continue
            if field == "identifiers":
                lost = bare(value) - bare(back[entity.id].identifiers)
                schemes = {one.partition(":")[0] for one in left_out}
                untold.update(one for one in lost if f"identifier {one.scheme}" not in schemes)
            elif bare(value) != bare(getattr(back[entity.id], field)):
                untold.update([f"{entity.kind}.{field}"] * (not told(left_out, entity.kind, field)))
    assert not untold


def test_every_claim_comes_back_or_is_told(there_and_back) -> None:
    known, left_out, tables = there_and_back
    back = {bare(one.id) for one in tables.claims}
    parties = {bare(one.id) for one in tables.entities}
    private = {  # left out by the import, which says so
        one.id for one in known.entities.values() if one.kind == "Person" and one.id not in parties
    }
    missing = Counter(
        one.kind for key, one in known.claims.items() if key not in back
        and one.party not in private
    )  # fmt: skip
    reported = Counter()
    for words, times in left_out.items():
        reported[words.partition(":")[0]] += times
    assert {kind: times for kind, times in missing.items() if reported[kind] < times} == {}


def test_every_field_of_a_claim_comes_back_or_is_told(there_and_back) -> None:
    known, left_out, tables = there_and_back
    back = {bare(one.id): one for one in tables.claims}
    untold = Counter()
    for key, claim in known.claims.items():
        for field in claim.__struct_fields__ if key in back else ():
            if field in (*AS_OTHERS_HAVE_IT["claim"], "citations", "note"):
                continue  # how often a source is cited, other laws count
            value, now = getattr(claim, field), getattr(back[key], field)
            if (claim.kind, field) in AS_FIELDS or value == getattr(claim, "role", None):
                continue  # a place as the file names it; a post that is the word for its role
            if value and bare(value) != bare(now) and not told(left_out, claim.kind, field):
                untold[f"{claim.kind}.{field}: {value!r} → {now!r}"] += 1
    assert not untold
