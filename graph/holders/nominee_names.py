"""Names that say that somebody is a nominee: *Harbour Nominees Limited*, 代理人.

A name is no fact of whom shares belong to, so nothing is computed from it; but readers are told
where such a holder has a stake and nothing was read of for whom. The words are data
(``ontology/crosswalks/nominee-names.csv``).
"""

from __future__ import annotations

import re
from functools import cache

from graph.claims.model import Entity
from ontology.crosswalks import rows


def called_nominee(entity: Entity) -> bool:
    """Whether one of the names of an entity that is no person has a word for a nominee.

    >>> firm = Entity(id="f", kind="Organization", name="Harbour Nominees Limited")
    >>> called_nominee(firm), called_nominee(Entity(id="p", kind="Person", name="Nominee"))
    (True, False)
    """
    if entity.kind not in ("Organization", "Arrangement", "Fund"):
        return False
    names = (entity.name, entity.name_zh, *entity.other_names)
    return any(_word().search(name.casefold()) for name in names if name)


@cache
def _word() -> re.Pattern[str]:
    words: dict[str, list[str]] = {"word": [], "within": []}
    for row in rows("nominee-names"):
        words[row["place"]].append(re.escape(row["word"]))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words['word'])})(?!\w)|{'|'.join(words['within'])}")
