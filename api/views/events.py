"""What happened to a firm: listings, seats, stakes and money with their days, as people see it."""

from __future__ import annotations

from api.views.tables import Column, Table, View
from api.views.wording import title
from graph.answers.events import Event, EventPage
from graph.answers.names import label

COLUMNS = (
    Column("day", "When"),
    Column("kind", "Kind", shown=False, holds="code"),
    Column("stage", "Stage", shown=False, holds="code"),
    Column("outcome", "Outcome", shown=False, holds="code"),
    Column("due", "Due", shown=False),
    Column("seen", "Source speaks of", shown=False),
    Column("firm_id", "Of, id", shown=False, holds="key"),
    Column("text", "What", wide=True),
    Column("state", "State money", shown=False, holds="code"),
    Column("state_said", "State money", for_machines=False),
    Column("whose", "Whose", wide=True),
    Column("unread", "Not read", shown=False, holds="code"),
    Column("unread_said", "Not read", for_machines=False),
    Column("hedges", "Hedged", shown=False),
    Column("amount", "Amount", shown=False),
    Column("sources", "By", wide=True),
    Column("claims", "Claims", shown=False),
)
NOT_READ = "not read"


def events(page: EventPage) -> View:
    """Every event, the newest first, and how many of them are only to come or have state money."""
    table = Table(COLUMNS, tuple(_row(one) for one in page.events), empty="no event is read")
    about = f"up to {page.as_of} · release {page.release}"
    return View((title(page.entity), about, _said(page)), (table,))


def when(event: Event) -> str:
    """The day of an event; of one whose day was not read, by when its source has it.

    >>> when(Event(kind="seated", seen="2020-03-31")), when(Event(kind="seated", day="2004"))
    ('by 2020-03-31', '2004')
    >>> when(Event(kind="delisted", stage="announced", seen="2019-05-24"))
    '2019-05-24'
    >>> when(Event(kind="seated"))
    'not read'
    """
    if event.day:
        return event.day
    if event.stage != "completed":
        return event.seen or NOT_READ
    return f"by {event.seen}" if event.seen else NOT_READ


def _row(event: Event) -> tuple[str, ...]:
    sources = [source for claim in event.claims for source in claim.sources]
    return (
        when(event), event.kind, event.stage, event.outcome, event.due, event.seen,
        event.firm.id if event.firm else "", event.text,
        event.state, label(event.state, "StateMoney") if event.state else "",
        "; ".join(one.text for one in event.state_links),
        " | ".join(event.unread), ", ".join(label(one, "EventGaps") for one in event.unread),
        "; ".join(event.hedges), event.amount,
        "; ".join(dict.fromkeys(source.publisher or source.title for source in sources)),
        " | ".join(claim.id for claim in event.claims),
    )  # fmt: skip


def _said(page: EventPage) -> str:
    """How many there are, how many had not happened when they were told, whose money is there.

    >>> _said(EventPage(entity=None, as_of="", release="", events=()))
    'no event is read'
    """
    found = page.events
    if not found:
        return "no event is read"
    ahead = [one for one in found if one.stage != "completed"]
    open_ = sum(one.outcome == "notRead" for one in ahead)
    sure = sum(one.state == "stateCertain" for one in found)
    perhaps = sum(one.state == "statePossible" for one in found)
    parts = [f"{len(found)} events" if len(found) > 1 else "one event"]
    if ahead:
        parts.append(f"{len(ahead)} only announced, agreed or planned, outcome not read of {open_}")
    parts.append(f"state money on {sure}" + (f", perhaps on {perhaps} more" if perhaps else ""))
    return "; ".join(parts)
