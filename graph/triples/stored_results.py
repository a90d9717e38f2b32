"""What was derived when a release was built, read back from its store."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.triples.store import Store
from ontology.terms import ID, Z

ASSESSED = """
SELECT ?lens ?version ?word ?decided ?decides ?lower ?point ?upper ?day WHERE {{
  ?a a <{z}Assessment> ; <{z}firm> <{firm}> ; <{z}lens> ?lens ; <{z}lensVersion> ?version ;
     <{z}verdict> ?word ; <{z}decided> ?decided ; <{z}onDate> ?day .
  OPTIONAL {{ ?a <{z}decides> ?decides }}
  OPTIONAL {{ ?a <{z}lower> ?lower ; <{z}upper> ?upper }}
  OPTIONAL {{ ?a <{z}point> ?point }}
}}
"""


def assessments_of(store: Store, firm: str) -> Iterator[dict[str, str]]:
    """The assessments of a firm, each as texts by name; what was not said is absent."""
    found = store.query(ASSESSED.format(z=Z.base, firm=f"{ID.base}{firm}"))
    assert isinstance(found, ox.QuerySolutions)
    names = [one.value for one in found.variables]
    for row in found:
        said = {name: row[name].value for name in names if row[name] is not None}
        yield said | {"lens": said["lens"].rpartition("/")[2]}
