"""A page has the same parts in every language: whoever reads one lacks nothing of the other."""

from collections.abc import Iterator

import pytest

from graph.answers.answer import FirmAnswer
from graph.arguments import holdable
from graph.questions import answer

DAYS = (None, "2017-12-31")


def parts(page: FirmAnswer) -> Iterator[tuple[str, object]]:
    """What stands on a page, without its words."""
    yield "headline", [one.claims for one in page.headline]
    yield "pending", [one.claims for one in page.pending]
    yield "definitions", [(one.who_asks, one.words, one.lenses) for one in page.definitions]
    yield "when", [bool(one.when) for one in page.definitions]
    yield "beside", len(page.beside)
    yield "bars", [(bar.basis, [block.share for block in bar.blocks]) for bar in page.owners.bars]
    yield "owners", [one.claims for one in page.owners.sentences]
    yield "last known", [one.claims for one in page.owners.last_known]
    yield "years", len(page.owners.line)
    yield "documents", [(one.points, one.lenses) for one in page.wanted]
    yield (
        "sections",
        [(section.code, [one.claims for one in section.sentences]) for section in page.sections],
    )
    yield "sources", [one.source.id for one in page.sources]


@pytest.mark.parametrize("day", DAYS)
def test_a_page_has_the_same_parts_in_english_and_chinese(seed_release, day):
    for firm in seed_release.knowledge.entities:
        if holdable(seed_release, firm):
            english, chinese = (
                dict(parts(answer(seed_release, firm, as_of=day, language=language)))
                for language in ("en", "zh")
            )
            for part in english:
                assert english[part] == chinese[part], (firm, part)
