"""Names in any script → entities.

Every entity answers to its id, its identifiers and its names. A name is also
known by what it becomes without case, accents and punctuation, in simplified
characters and in pinyin (``graph.entities.spellings``), and without the words
that only say what form of company it is (``company-forms.csv``). All of this is
worked out when a release is built; a question needs only a dictionary, one
conversion of characters when it is in Chinese, and string distances when nothing
fits.

Only its *own* names are an entity's: its id, its identifiers, its names in any script, in whatever
case, width, spacing, punctuation and accents (:meth:`Index.bearers`). A short form, a sound and a
likeness find and propose; none of them is an answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.claims.model import Entity
from graph.entities.company_forms import Endings, company_forms, is_han, stripped
from graph.entities.spellings import own_keys, plain, simplified, sounds, unpadded

# How well an answer fits, by what fits. A short form or sound that begins nobody else's name is as
# good as a name; one that does is not, so that a parent is never taken for its subsidiary.
EXACT, PLAIN, SHORT, SOUND = 1.0, 1.0, 0.98, 0.95
ASKED_MORE = 0.9  # for a question that names a group or holding where the answer is none
FUZZY = 0.9  # times the similarity of the strings

LONGEST = 500  # characters of a name


class Hit(Struct, frozen=True):
    """An entity that fits, how well (1 is exactly), by which name, and whether that is its own."""

    entity: str
    score: float
    matched: str
    own: bool = False


class Entry(Struct, frozen=True, array_like=True):
    """A way to write a name: whose it is, what it stands for, and how well it identifies.

    ``own`` says that it is the name itself, and not its short form or sound.
    """

    entity: str
    shown: str
    score: float
    own: bool = False


class Index(Struct, dict=True):
    """All ways to write all names."""

    entries: dict[str, list[Entry]]
    forms: dict[str, list[str]]

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> Index:
        """The index of some entities.

        >>> smic = Entity(id="smic", kind="Organization", name="SMIC Ltd.", name_zh="中芯国际")
        >>> index = Index.build([smic])
        >>> [index.find(text)[0].score for text in ("smic", "中芯國際", "Zhongxin guoji")]
        [1.0, 1.0, 1.0]
        >>> index.find("smik")[0].entity
        'smic'
        """
        index = cls({}, company_forms())
        for entity in entities:
            for key, entry in index._keys(entity):
                entries = index.entries.setdefault(key, [])
                # All keys of an entity come at once: its own name counts, else its first reason.
                if not entries or entries[-1].entity != entry.entity:
                    entries.append(entry)
                elif entry.own and not entries[-1].own:
                    entries[-1] = entry
        index._settle()
        return index

    def find(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """The entities that answer to a text, best first; like ones when none answers exactly.

        To a text longer than any name nobody answers.
        """
        if len(text) > LONGEST:
            return ()
        best: dict[str, Hit] = {}
        for hit in self._exact(text):
            _keep(best, hit)
        if not any(hit.score == 1.0 for hit in best.values()):
            for hit in self._like(text, limit):
                _keep(best, hit)
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.matched, hit.entity))
        return tuple(ranked[:limit])

    def known(self, text: str) -> tuple[Hit, ...]:
        """The entities that answer by dictionary alone, without likeness: quick, for long lists."""
        best: dict[str, Hit] = {}
        for hit in self._exact(text):
            _keep(best, hit)
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.matched, hit.entity)))

    def bearers(self, text: str) -> tuple[str, ...]:
        """The entities that have exactly this name, id or identifier as their own, in order.

        >>> firms = [Entity(id="jade", kind="Organization", name="Jade Co., Ltd.")]
        >>> index = Index.build(firms)
        >>> index.bearers("JADE CO LTD"), index.bearers("jade corporation")
        (('jade',), ())
        """
        keys = own_keys(text) if text.strip() else ()
        found = {entry.entity for key in keys for entry in self.entries.get(key, []) if entry.own}
        return tuple(sorted(found))

    def beginning(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Entities with a way to write a name that begins with a text, in the order of names.

        >>> firms = [Entity(id="jade", kind="Organization", name="Jade Co., Ltd.")]
        >>> [hit.matched for hit in Index.build(firms).beginning("JA", 5)]
        ['Jade Co., Ltd.']
        """
        found: dict[str, Hit] = {}
        for start in dict.fromkeys(key for key, _ in self._asked(text) if key):
            for place in range(bisect_left(self._sorted, start), len(self._sorted)):
                key = self._sorted[place]
                if len(found) >= limit or not key.startswith(start):
                    break
                for entry in self.entries[key]:
                    found.setdefault(entry.entity, Hit(entry.entity, entry.score, entry.shown))
        return tuple(found.values())[:limit]

    def suggest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """The ids somebody who wrote this may have meant."""
        return tuple(hit.entity for hit in self.find(text, limit))

    def save(self, path: Path) -> None:
        """Write the index."""
        path.write_bytes(msgspec.msgpack.encode(self))

    @classmethod
    def load(cls, path: Path) -> Index:
        """Read what :meth:`save` wrote."""
        return msgspec.msgpack.decode(path.read_bytes(), type=cls)

    def _exact(self, text: str) -> Iterator[Hit]:
        for key, trust in self._asked(text):
            for entry in self.entries.get(key, []):
                own = entry.own and trust == 1.0
                yield Hit(entry.entity, round(entry.score * trust, 6), entry.shown, own)

    def _like(self, text: str, limit: int) -> Iterator[Hit]:
        from rapidfuzz import fuzz, process  # only a name that nobody has needs it

        for asked in dict.fromkeys(key for key, _ in self._asked(text)):
            scorers = [(fuzz.ratio, 1.0, 60)]
            # A part of a name counts a little less than a whole name mistyped.
            if len(asked) >= (2 if is_han(asked) else 4):
                scorers += [(fuzz.partial_ratio, 0.9, 95), (fuzz.token_set_ratio, 0.95, 90)]
            for scorer, weight, least in scorers:
                close = process.extract(
                    asked, self.entries.keys(), scorer=scorer, limit=limit, score_cutoff=least
                )
                for key, similarity, _ in close:
                    for entry in self.entries[key]:
                        score = round(FUZZY * weight * entry.score * similarity / 100, 6)
                        yield Hit(entry.entity, score, entry.shown)

    def _settle(self) -> None:
        """Raise to certainty what only one entity answers to and no other name begins with."""
        keys = sorted(self.entries)
        for place, key in enumerate(keys):
            here = self.entries[key]
            if len(here) == 1 and here[0].score < 1.0 and self._begins_no_other(keys, place):
                here[0] = Entry(here[0].entity, here[0].shown, 1.0, here[0].own)

    def _begins_no_other(self, keys: list[str], place: int) -> bool:
        """Whether the key in that place begins the keys of its own entity only.

        Keys are sorted, so those that it begins come right after it.
        """
        start, entity = keys[place], self.entries[keys[place]][0].entity
        for after in range(place + 1, len(keys)):
            if not keys[after].startswith(start):
                return True
            if any(entry.entity != entity for entry in self.entries[keys[after]]):
                return False
        return True

    def _asked(self, text: str) -> Iterator[tuple[str, float]]:
        """The keys a question may fit, and how far to trust each."""
        asked = text.strip()
        yield asked, 1.0
        yield unpadded(asked), 1.0
        normal = plain(text)
        if is_han(normal):
            normal = simplified(normal)
        legal, group = self._shorter(normal)
        for key in (normal, legal, normal.replace(" ", "")):
            yield key, 1.0
        if group != legal:
            yield group, ASKED_MORE

    def _keys(self, entity: Entity) -> Iterator[tuple[str, Entry]]:
        for key in own_keys(entity.id):
            yield key, Entry(entity.id, entity.name, EXACT, own=True)
        for identifier in entity.identifiers:
            shown = f"{identifier.scheme}:{identifier.value}"
            for key in (*own_keys(shown), unpadded(shown), *own_keys(identifier.value)):
                yield key, Entry(entity.id, shown, EXACT, own=True)
            # Without its scheme and its zeros it may be anybody's number.
            yield unpadded(identifier.value), Entry(entity.id, shown, EXACT)
        for name in filter(None, (entity.name, entity.name_zh, *entity.other_names)):
            normal = plain(name)
            han = is_han(normal)
            if han:
                normal = simplified(normal)
            legal, group = self._shorter(normal)
            for key in (normal, normal.replace(" ", "")):
                yield key, Entry(entity.id, name, PLAIN, own=True)
            shortened = Entry(entity.id, name, SHORT)
            for short in dict.fromkeys((legal, group)):
                yield short, shortened
                yield short.replace(" ", ""), shortened
            for sound in sounds(normal, legal, group) if han else ():
                yield sound, Entry(entity.id, name, SOUND)
                yield sound.replace(" ", ""), Entry(entity.id, name, SOUND)

    def _shorter(self, normal: str) -> tuple[str, str]:
        """A plain name without legal forms, and without the words for groups as well.

        >>> Index.build([])._shorter("jade holdings co ltd")
        ('jade holdings', 'jade')
        """
        legal_forms, all_forms = self._endings
        legal = stripped(normal, legal_forms)
        return legal, stripped(legal, all_forms)

    @cached_property
    def _sorted(self) -> list[str]:
        """All ways to write a name, in order: those that begin alike stand together."""
        return sorted(self.entries)

    @cached_property
    def _endings(self) -> tuple[Endings, Endings]:
        """Legal forms, and these with the words for groups."""
        legal, group = self.forms["legal"], self.forms["group"]
        return Endings.of(legal), Endings.of(legal + group)


def _keep(best: dict[str, Hit], hit: Hit) -> None:
    if hit.entity not in best or best[hit.entity].score < hit.score:
        best[hit.entity] = hit
