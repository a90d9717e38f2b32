"""A pending step is said with the day it has, and with what that day is of."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.claims.periods import PartialDate
from graph.domesticness.other_world import _said as said_of_a_lens
from graph.holders.pending import VOTE, why_pending
from graph.networks.situation import Situation
from graph.profiles.answer.pending import pending
from graph.releases.release import Release
from made_up import DAY, firms, known, stake

AHEAD = st.sampled_from(["announced", "agreed", "proposed"])


@given(
    st.integers(0, 300), st.integers(-200, 60), AHEAD, st.sampled_from(["", VOTE]),
)  # fmt: skip
def test_the_day_of_a_vote_is_never_said_to_be_that_of_the_step(before, after, stage, event):
    agreed = DAY - timedelta(days=before)
    begins = DAY - timedelta(days=after)
    step = stake("f", "g", "100", agreed.isoformat(), since=begins.isoformat(),
                 stage=stage, event=event)  # fmt: skip
    (said,) = pending(Situation(known(firms("f", "g"), [step]), "f", DAY, "CN"))
    for form in (said.reason, *said.shorter):
        when = dict(form.values)["when"]
        assert ("Vote" in when.code) == (event == VOTE)
        assert dict(when.values)["due"] == PartialDate(begins)
    assert dict(dict(said.reason.values)["when"].values)["day"] == PartialDate(agreed)
    reasons = [said_of_a_lens(step), *filter(None, [why_pending(step, DAY)])]
    assert all(("Vote" in one.code) == (event == VOTE) for one in reasons)


def test_a_note_that_a_day_is_that_of_a_meeting_is_stated_in_codes(seed_release: Release):
    ahead = ("announced", "agreed", "proposed")
    claims = [one for one in seed_release.knowledge.claims.values()
              if one.stage in ahead and one.period.start and "meeting" in one.note]  # fmt: skip
    assert claims
    assert all(getattr(one, "event", "") == VOTE for one in claims)
