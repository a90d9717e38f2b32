"""What the words of the program are in another language: gettext catalogs beside this file.

English is where words are written: phrases in ``phrases.csv`` and ``answer-phrases.csv``, verdict
words and names of lenses in ``lenses.ttl``. A catalog ``locale/LANGUAGE/LC_MESSAGES/zizhu.po`` has
them again, each under a context that says what it is: the code of a phrase, ``word``, ``lens``,
``name``; ``beside`` is what stands beside a claim, as its period; ``short`` is a name as it is
called beside its authority, or an exchange by its place, in English too. Labels of codes are not
there: a codelist has them in both languages itself. Catalogs are read as they are written, so that
nothing has to be compiled before the program runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ontology.files import LOCALE

SOURCE = "en"
LANGUAGES = (SOURCE, "zh")
DOMAIN = "zizhu"


def translated(language: str, context: str, text: str) -> str:
    """A text of this program in a language; itself where the catalog does not have it.

    >>> translated("zh", "word", "home-owned"), translated("en", "short", "BIS Entity List")
    ('本国持有', 'Entity List')
    """
    return catalog(language).get((context, text), text)


@cache
def catalog(language: str) -> Mapping[tuple[str, str], str]:
    """Every text of a language by its context and its English."""
    from babel.messages.pofile import read_po

    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as stream:
        found = read_po(stream, locale=language)
    return MappingProxyType(
        {
            (message.context or "", str(message.id)): str(message.string)
            for message in found
            if message.id and message.string and not message.fuzzy
        }
    )
