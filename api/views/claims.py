"""Claims as a table: what is claimed, when it holds, what hedges it, where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from api.views.tables import Cell, Column, Table, folded
from api.views.wording import citation, document, marks, opened, readable
from graph.answers.parts import CitedClaim, CitedSource

UNKNOWN = "not known"
SHOWN = 8  # claims printed under an answer that has more
LONGEST_NOTE = 160  # characters of a note on a screen; files have all of it
CLAIMS = (
    Column("number", "", "number", for_machines=False),
    Column("id", "Claim", shown=False),
    Column("type", "Type", shown=False),
    Column("text", "What is claimed", shown=False),
    Column("said", "What is claimed", wide=True, for_machines=False),
    Column("period", "When", shown=False),
    Column("when", "When", for_machines=False),
    Column("as_of", "As of", shown=False),
    Column("valid_from", "From", shown=False),
    Column("valid_to", "To", shown=False),
    Column("status", "Status", shown=False),
    Column("stage", "Stage", shown=False),
    Column("source", "Source", shown=False),
    Column("documents", "Source", wide=True, for_machines=False),
    Column("share", "Share", shown=False),
    Column("amount", "Amount", shown=False),
    Column("measurand", "Measured as", shown=False),
    Column("denominator", "Of", shown=False),
    Column("directness", "Directness", shown=False),
    Column("capacity", "Capacity", shown=False),
    Column("principal", "For", shown=False),
    Column("via", "Through", shown=False),
    Column("confidence", "Confidence", shown=False),
    Column("hedges", "Hedges", shown=False),
    Column("opened", "Opened", shown=False),
    Column("note", "Note", shown=False),
    Column("source_note", "Note on the source", shown=False),
    Column("read_on", "Read on", shown=False),
    Column("kept_copy", "Kept copy", shown=False),
    Column("sha256", "SHA-256", shown=False),
)


def claim_table(cited: Sequence[CitedClaim], first: int | None = None, title: str = "") -> Table:
    """Claims, numbered: all of them, or the first so many with how many more there are."""
    rows = tuple(_row(number, claim) for number, claim in enumerate(cited[:first], start=1))
    left = len(cited) - len(rows)
    more = f"and {left} more: --claims, or --format json" if left else ""
    return Table(CLAIMS, rows, title=title, empty="no claims", more=more)


def numbers_of(cited: Sequence[CitedClaim]) -> Mapping[str, int]:
    """The numbers under which claims are listed, by id."""
    return {claim.id: number for number, claim in enumerate(cited, start=1)}


def numbered(claims: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Some claims by their numbers, each once.

    >>> numbered(["b", "a", "b"], {"a": 1, "b": 2})
    '2, 1'
    """
    return ", ".join(str(numbers[claim]) for claim in dict.fromkeys(claims) if claim in numbers)


def said(claim: CitedClaim, longest_note: int | None = None) -> str:
    """A claim as it is read: its sentence, how to read its quantity, its hedges, its note."""
    note = claim.note if longest_note is None else folded(claim.note, longest_note)
    lines = [
        claim.text + marks(claim),
        *(f"· {'; '.join(part)}" for part in (claim.terms, claim.hedges) if part),
        *([f"· note: {note}"] if note else []),
    ]
    return "\n".join(lines)


def _row(number: int, claim: CitedClaim) -> tuple[Cell, ...]:
    return (
        number,
        claim.id,
        readable(claim.type).strip(),
        claim.text + marks(claim),
        said(claim, LONGEST_NOTE),
        claim.period,
        _when(claim.period),
        claim.as_of,
        claim.valid_from,
        claim.valid_to,
        claim.status,
        claim.stage,
        citation(claim),
        "\n".join(_with_note(source) for source in claim.sources),
        claim.share,
        claim.amount,
        claim.measurand,
        claim.denominator.name if claim.denominator else "",
        claim.directness,
        claim.capacity,
        claim.principal.name if claim.principal else "",
        ", ".join(vehicle.name for vehicle in claim.via),
        claim.confidence,
        "; ".join(claim.hedges),
        "\n".join(opened(source) for source in claim.sources),
        claim.note,
        "\n".join(source.note for source in claim.sources if source.note),
        *(
            "\n".join(getattr(source, name) or UNKNOWN for source in claim.sources)
            for name in ("read_on", "kept_copy", "sha256")
        ),
    )


def _when(period: str) -> str:
    """A period on lines of a day or two words, so that its column leaves room for the claim.

    >>> _when("2015-02-12 – 2019-06-30; as of 2019-12-31").splitlines()
    ['2015-02-12 –', '2019-06-30', 'as of 2019-12-31']
    """
    return period.replace("; ", "\n").replace(" – ", " –\n").replace(", ended", "\nended")


def _with_note(source: CitedSource) -> str:
    """A document with what its note says of it; that it was not opened is said already."""
    note = folded(source.note, LONGEST_NOTE) if source.opened else ""
    return document(source) + (f"\n· {note}" if note else "")
