"""A part of a picture fits a page of a journal, and leaves out nothing that its part rests on."""

import pytest

from graph import questions
from graph.errors import InputError
from graph.formats.drawings.cut import part_of
from graph.formats.drawings.sheet import svg
from graph.releases.release import Release

PAGE = 250 / 25.4 * 72  # points: a printed page is 250 mm high where it is 180 mm wide
FIRMS = ("alibaba", "cloudwalk", "dji", "sensetime", "smic")


@pytest.mark.parametrize("firm", FIRMS)
def test_every_part_has_the_documents_it_cites_and_no_other(
    seed_release: Release, firm: str
) -> None:
    picture = questions.picture(seed_release, firm)
    for band in picture.bands:
        cut = part_of(picture, band.kind)
        cited = {number for arrow in band.arrows for number in arrow.sources}
        for sentence in (cut.headline, *cut.lead):
            cited |= set(picture.behind[sentence].sources)
        assert {one.number for one in cut.sources} == cited
        assert cut.bands == (band,)
        assert {key.code for key in cut.keys if key.of == "arrow"} <= {
            arrow.kind for arrow in band.arrows
        }
        assert set(picture.pending) <= set(cut.lead)


def test_the_owners_of_smic_fit_a_page(seed_release: Release) -> None:
    drawn = svg(part_of(questions.picture(seed_release, "smic"), "owners"))
    high = float(drawn.split('viewBox="0 0 ')[1].split('"')[0].split()[1])
    assert high <= PAGE


def test_a_part_that_a_picture_has_not_is_refused_with_those_it_has(seed_release: Release) -> None:
    with pytest.raises(InputError, match="it has: owners"):
        part_of(questions.picture(seed_release, "dji"), "below")
