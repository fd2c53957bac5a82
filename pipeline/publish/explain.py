"""Where a published value comes from."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from rapidfuzz import fuzz, process, utils

from pipeline.publish.errors import UnknownName
from pipeline.publish.reading import read_table
from schemas.columns import columns_of
from schemas.tables import EvidenceRow, InitiativeRow

_NEAR = 60
"""Score of rapidfuzz, 0-100, from which a name is worth suggesting."""


def _near(name: str, choices: dict[str, str]) -> list[str]:
    """The keys of the three choices whose texts are nearest to a name."""
    found = process.extract(
        name, choices, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_NEAR, limit=6
    )
    return list(dict.fromkeys(key.partition("\n")[0] for _, _, key in found))[:3]


def _known_initiative(directory: Path, id: str) -> None:
    rows = cast(list[InitiativeRow], read_table(directory, "initiatives"))
    if any(row.id == id for row in rows):
        return
    # the id and the name of an initiative are two choices, both leading to the id
    choices = {row.id: row.id for row in rows} | {f"{row.id}\nname": row.name for row in rows}
    raise UnknownName("initiative", id, _near(id, choices))


def explain(directory: Path, id: str, field: str | None = None) -> list[EvidenceRow]:
    """What the published table ``evidence`` says of an initiative, or of one field of it.

    ``directory`` holds a published dataset. Fields come in the order of the columns of ``initiatives``, the
    chosen statements of a field first. A field of which nothing is known gives an empty list.

    Raises UnknownName, with near names, for an id or a field there is none of; PublishError when the
    directory holds no readable dataset.
    """
    _known_initiative(directory, id)
    rows = [row for row in cast(list[EvidenceRow], read_table(directory, "evidence")) if row.initiative == id]
    order = [column.name for column in columns_of(InitiativeRow)]
    order += sorted({row.field for row in rows} - set(order))
    if field is not None and field not in order:
        raise UnknownName("field", field, _near(field, {name: name for name in order}))
    wanted = [row for row in rows if field in (None, row.field)]
    return sorted(wanted, key=lambda row: (order.index(row.field), not row.chosen))
