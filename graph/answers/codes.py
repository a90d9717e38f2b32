"""The codes that answers carry, as types, so that a reader's tools can list them.

A code is added to, never renamed. Codes of the ontology (mechanisms, measurands, kinds)
are not here: they are data, and a data set may bring its own.
"""

from __future__ import annotations

from typing import Literal

Currency = Literal[
    "current", "ofRecord", "lastKnown", "closed", "later", "notComputed", "unknownShare"
]
Certainty = Literal["certain", "possible"]
NetworkLink = Literal[
    "ownership", "contract", "control", "rest", "round", "investment", "designation", "programme"
]
StepLink = Literal[
    "ownership", "contract", "control", "votes",
    "rest", "round", "investment", "designation", "programme",
]  # fmt: skip
LabelResult = Literal["reproduced", "contradicted", "undecidable", "no lens"]
Inside = Literal["listed", "mayBeListed", "reached", "notExcluded"]
Side = Literal["", "home", "notHome", "mixed", "open"]  # of a lens's word
Decides = Literal[
    "",
    "floatDecides",
    "undisclosedDecides",
    "lastKnownOnly",
    "rivalSources",
    "contractsDecide",
    "pendingStep",
    "contradictory",
    "notCited",
    "listNotHeld",
    "coverageTooLow",
    "limbOpen",
    "nationalityOpen",
    "outOfForce",
    "outOfScope",
]
