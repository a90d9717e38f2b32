"""A firm's surroundings, to draw and to export."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.exports import DRAWN, MEDIA, export, export_picture, sheet_of
from api.negotiation import accept_of, choose
from api.web.dependencies import AskedDep, Basis, PageLanguage, ReleaseDep, SettingsDep
from api.web.description import FirmPath, files
from api.web.responses import drawing, respond
from graph.answers.picture import BandKind, Width
from graph.questions import neighbourhood, picture

router = APIRouter(tags=["answers"])

PictureWidth = Annotated[
    Width, Query(description="Of a picture: two columns of a journal (180 mm), or one (88 mm).")
]
PicturePart = Annotated[
    BandKind | None, Query(description="Of a picture: this part alone, to fit a page.")
]
PictureSheet = Annotated[
    int, Query(ge=1, le=99, description="Of a picture that is higher than a page: which sheet.")
]

Written = Literal[
    "json", "graphml", "gexf", "cytoscape", "edges.csv", "nodes.csv", "edges.parquet",
    "nodes.parquet", "dot", "svg", "png", "pdf", "ttl", "nq", "trig", "jsonld",
]  # fmt: skip


@router.get(
    "/entities/{firm}/network",
    responses=files("application/json", *MEDIA.values()),
    summary="Draw or export its surroundings",
)
def network(
    request: Request,
    release: ReleaseDep,
    settings: SettingsDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    basis: Basis = "economic",
    format: Annotated[
        Written,
        Query(description="How it is written."),
    ] = "json",
    language: PageLanguage = "en",
    width: PictureWidth = "double",
    part: PicturePart = None,
    sheet: PictureSheet = 1,
) -> Response:
    """Owners above, what it owns below, each edge with its share, date and claims.

    What a format cannot carry is counted in the header ``Zizhu-Left-Out``, and of a picture that
    is higher than a page how many more sheets it has; a PDF has all of them.
    """
    found = neighbourhood(release, firm, basis=basis, as_of=asked.as_of, home=asked.home)
    if format == "json":
        return respond(request, release, found)
    media = choose(accept_of(request.headers), (MEDIA[format],))
    if format in DRAWN:
        drawn = picture(
            release, firm, basis=basis, as_of=asked.as_of, home=asked.home, language=language,
            published=settings.published,
        )  # fmt: skip
        exported = sheet_of(export_picture(drawn, found, format, width, part), sheet)
    else:
        exported = export(release, found, format)
    answer = drawing(request, release, exported.content, media)
    if exported.left_out:
        answer.headers["Zizhu-Left-Out"] = "; ".join(exported.left_out)
    return answer
