"""Small files of FollowTheMoney, made up, and what an import makes of them."""

import json
from datetime import date

from graph import questions
from graph.importing.gathering import Wanted, gathered
from graph.importing.storing import import_into

DAY = date(2025, 1, 1)
SEEN = "2024-11-20"


def thing(schema, id_, **properties):
    lists = {key: held if isinstance(held, list) else [held] for key, held in properties.items()}
    return {"id": id_, "schema": schema, "properties": lists}


def company(id_, name="", **more):
    return thing("Company", id_, name=name or f"{id_.title()} Works Ltd", jurisdiction="gb", **more)


def human(id_, **more):
    return thing("Person", id_, name=f"{id_.title()} Made-Up", nationality="gb", **more)


def stake(id_, owner, asset="f", **more):
    return thing("Ownership", id_, owner=owner, asset=asset, **{"retrievedAt": SEEN, **more})


def written(folder, *entities):
    path = folder / "file.ftm.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in entities), "utf-8")
    return path


def read(folder, *entities):
    return in_file(written(folder, *entities))


def in_file(path):
    wanted = Wanted(format="ftm", name="t", home="GB", data_date=DAY)
    return gathered([path], wanted, lambda step, done: None)


def owned(folder, *entities):
    """Who owns the firm ``f``."""
    path = written(folder, company("f"), *entities)
    wanted = Wanted(format="ftm", name="t", home="GB", data_date=DAY)
    report = import_into([path], folder / "tables", wanted)
    assert not report.refusals
    return questions.owners(questions.own_tables(folder / "tables"), "t.ftm-f", basis="legal")


def shares(found):
    return {
        one.owner.id.removeprefix("t.ftm-"): (
            round(one.share.lower, 6), round(one.share.point, 6)
        )
        for one in found.owners
    }  # fmt: skip


def stakes(found):
    return [one for one in found.tables.claims if one.kind == "Ownership"]
