"""What a notebook is given: answers that show themselves, and still are what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from api.notebook.shown import as_html, as_text
from api.web.responses import document
from graph.errors import InputError

if TYPE_CHECKING:
    from api.views.tables import View
    from api.web.responses import Answer as Record
    from graph.answers.measures import FirmMeasures
    from graph.engines.panel import Panel
    from graph.releases.release import Release


class Answer:
    """An answer of the façade: its fields are attributes, its look is the command line's.

    ``record`` is the answer itself (:mod:`graph.answers`); several records are iterated over.
    """

    def __init__(self, record: Record, release: Release, view: Callable[[], View]) -> None:
        self.record = record
        self._release, self._view = release, view

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "record" or not hasattr(self.record, name):
            raise AttributeError(f"this answer has no {name!r}; it has: {', '.join(self._fields)}")
        return getattr(self.record, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._fields]

    @property
    def _fields(self) -> tuple[str, ...]:
        if isinstance(self.record, msgspec.Struct):
            return self.record.__struct_fields__
        return ("record", "to_dict", "frame")

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[msgspec.Struct]:
        return iter(self._records)

    def __getitem__(self, place: int) -> msgspec.Struct:
        return self._records[place]

    def __bool__(self) -> bool:
        return True

    @property
    def _records(self) -> tuple[msgspec.Struct, ...]:
        return (self.record,) if isinstance(self.record, msgspec.Struct) else tuple(self.record)

    def __repr__(self) -> str:
        return as_text(self._view())

    def _repr_html_(self) -> str:
        return as_html(self._view())

    def to_dict(self) -> dict[str, Any]:
        """The document of ``--format json`` and REST: rounded, with release and data date."""
        return document(self.record, self._release)

    def frame(self, library: str | None = None) -> Any:
        """The rows of its table, as pandas or Arrow has them (:mod:`api.notebook.frames`)."""
        from api.notebook.frames import as_arrow, framed

        return framed(as_arrow(self._view().rows), library)


class Measures:
    """Every firm at once: shown as a table of the first rows, whole as a frame."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel

    def __len__(self) -> int:
        return len(self.panel)

    def __iter__(self) -> Iterator[FirmMeasures]:
        return self.panel.rows()

    def _view(self) -> View:
        from api.views import measures

        return measures.measures(self.panel)

    def __repr__(self) -> str:
        return as_text(self._view())

    def _repr_html_(self) -> str:
        return as_html(self._view())

    def frame(self, library: str | None = None) -> Any:
        """A row a firm and day (:mod:`graph.engines.panel_tables`), as pandas or Arrow has it."""
        from api.notebook.frames import framed
        from graph.engines.panel_tables import table

        return framed(table(self.panel), library)


class Drawing:
    """A firm's surroundings or a chart of figures, drawn; a notebook shows it.

    ``sheets`` are the same for paper: none of them is higher than a page.
    """

    def __init__(self, svg: str, caption: str, sheets: Callable[[], Sequence[str]]) -> None:
        self.svg, self.caption = svg, caption
        self._sheets = sheets

    @property
    def sheets(self) -> tuple[str, ...]:
        """The drawing on as many sheets as it needs, as SVG."""
        return (*self._sheets(),)

    def __repr__(self) -> str:
        return f"<Drawing of {self.caption}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, file: str | Path) -> Path:
        """Write it, as SVG, PNG or PDF by the ending of the file's name.

        A PDF has a page for each sheet; of the others each further sheet is a file of its own,
        ``FILE-2`` and so on.
        """
        from graph.formats.drawings import pictures

        path = Path(file)
        writers: dict[str, Callable[[], Sequence[bytes]]] = {
            ".svg": lambda: [one.encode() for one in self.sheets],
            ".png": lambda: [pictures.png(one) for one in self.sheets],
            ".pdf": lambda: [pictures.pdf(*self.sheets)],
        }
        if path.suffix not in writers:
            raise InputError(f"{path.name}: drawings are written as {', '.join(writers)}")
        try:
            for number, content in enumerate(writers[path.suffix](), 1):
                further = path.with_stem(f"{path.stem}-{number}") if number > 1 else path
                further.write_bytes(content)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from error
        return path
