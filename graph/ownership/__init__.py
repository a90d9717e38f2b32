"""Numbers on ownership networks; nothing here knows a firm, a file or a claim.

Entities are whole numbers, shares fractions of one. Two forms of the same
network go in: ``holdings`` (columns of floats with bounds, for shares) and
``votes`` (exact integers, for whatever is compared with a threshold). ``exact``
reads numbers as they were written; ``observations`` and ``holder_tables`` say
which stakes count on a day and what a table leaves.

Which module answers which question:

=======================================================  ======================
Who owns a firm in the end?                              ``ends``, ``rational`` (exactly)
Who owns every firm of a graph?                          ``integrated``
What share has one owner, over all chains?               ``integrated``
The least and the most, over all that is not known?      ``bounds``
What may a law's cap still leave?                        ``law_caps``
What if the unnamed part is taken for something?         ``residuals``
By which chains?                                         ``chains``
Who may direct it, and by which steps?                   ``control``
Who acts together, over what, until when?                ``concerts``
What do classes, sunsets and contracts carry?            ``rights``
Whom does a list reach?                                  ``cascade``
Which stake matters to one owner's share?                ``sensitivity``
Which stake carries a kind's share, and what turns it?   ``reversals``
What loss of votes ends control?                         ``flips``
Who are the parents, by rules that count links?          ``parents``
=======================================================  ======================

Definitions that others hold, computed as they are defined. The product asks
few of them; they are public all the same, and the cases of published answers
hold them to account: ``centrality``, ``composites``, ``foreign_tests``,
``oceanic``, ``pivots``, ``possible_worlds``, ``simple_paths``,
``state_control``, ``voting_power``.

Below them, for the others' use: ``components`` (groups of firms that hold one
another), ``columns``, ``least`` and its compiled twin ``pouring``, ``sweeps``.

Bad input is an error that names the stake or the firm. What can still be said
of contradictory figures is flagged, never repaired: a column above one is
``holdings.overfull`` or ``Votes.overfull``; a closed group is *undetermined*.
"""
