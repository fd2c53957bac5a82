"""A small dataset with something awkward in each table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from schemas.tables import (
    ChangeRow,
    ContactRow,
    Dataset,
    EvidenceRow,
    FundingRow,
    InitiativeRow,
    PageRow,
    PlaceRow,
    QuarantineRow,
    SourceRow,
    TargetGroupRow,
)

PAGE = "https://kunta.example/hankkeet/laulava-kyla"
WHEN = datetime(2026, 11, 2, 6, 30, 15, tzinfo=UTC)


def _initiatives() -> list[InitiativeRow]:
    return [
        InitiativeRow(
            id="laulava-kyla",
            kind="project",
            name='Laulava kylä, "Sjungande by"',
            name_fi="Laulava kylä",
            status="ended",
            start="2022-08",
            end="2023-24",
            start_earliest=date(2022, 8, 1),
            end_latest=date(2023, 3, 31),
            coordinator=["Mallilan kunta"],
            funders=["Opetus- ja kulttuuriministeriö", "Mallilan säätiö"],
            funder_ids=["okm"],
            budget_eur=160000.0,
            target_groups=["older_people", "children"],
            regions=["06", "02"],
            contacts=["Maija Malli, hankekoordinaattori, Mallilan kunta, maija.malli@kunta.example, +358401234567"],
            languages=["sv", "fi"],
            part_of="taideverkosto",
            first_seen=date(2026, 11, 2),
            last_seen=date(2026, 11, 2),
            last_changed=date(2026, 11, 2),
            source_count=1,
            source_url=PAGE,
        ),
        InitiativeRow(id="taideverkosto", kind="network", name="Taideverkosto", status="ongoing"),
    ]


def _evidence() -> list[EvidenceRow]:
    common: dict[str, Any] = {
        "initiative": "laulava-kyla",
        "url": PAGE,
        "sha256": "ab" * 32,
        "fetched_at": WHEN,
    }
    return [
        EvidenceRow(
            **common,
            field="end",
            value="2023-24",
            chosen=True,
            raw="talveen 2023",
            quote="Hanke jatkuu talveen 2023\nja päättyy.",
            link=f"{PAGE}#:~:text=Hanke",
            extractor="generic",
            rule="durations.text",
            confidence=0.9,
        ),
        EvidenceRow(**common, field="end", value="2022", chosen=False, quote="Loppuu 2022", rule="durations.label"),
        EvidenceRow(
            **common,
            field="start",
            value="2022-08",
            chosen=True,
            quote="elokuussa 2022",
            rule="durations.text",
        ),
        EvidenceRow(initiative="taideverkosto", field="start", state="not_stated", chosen=True),
    ]


def small() -> Dataset:
    """A dataset of two initiatives; new rows at each call."""
    ref = "laulava-kyla"
    return Dataset(
        date=date(2026, 11, 2),
        initiatives=_initiatives(),
        funding=[
            FundingRow(
                initiative=ref,
                funder_id="okm",
                funder_name="Opetus- ja kulttuuriministeriö",
                programme=["Lähiöohjelma"],
                amount_eur=80000.5,
            ),
            FundingRow(initiative=ref, funder_name="Mallilan säätiö", amount_eur=79999.5),
        ],
        contacts=[
            ContactRow(
                initiative=ref,
                name="Maija Malli",
                role="hankekoordinaattori",
                organisation="Mallilan kunta",
                email="maija.malli@kunta.example",
                phone="+358401234567",
                kind="named_person",
            ),
            ContactRow(initiative=ref, email="kulttuuri@kunta.example", kind="role_mailbox"),
        ],
        target_groups=[
            TargetGroupRow(initiative=ref, code="older_people", label_fi="ikääntyneet"),
            TargetGroupRow(initiative=ref, code="children", label_fi="lapset"),
        ],
        places=[
            PlaceRow(initiative=ref, kind="region", code="06", label_fi="Pirkanmaa"),
            PlaceRow(initiative=ref, kind="region", code="02", label_fi="Varsinais-Suomi"),
        ],
        evidence=_evidence(),
        pages=[
            PageRow(
                url=PAGE,
                source="kunta.example",
                status=200,
                fetched_at=WHEN,
                sha256="ab" * 32,
                language="fi",
                updated="2022-12",
                records=1,
                verdict="records",
            ),
            PageRow(url=PAGE + "-x", source="kunta.example", status=404, verdict="failed", reason="404"),
        ],
        sources=[
            SourceRow(
                id="kunta.example",
                publisher="Mallilan kunta",
                language="fi",
                regions=["06"],
                verdict="ok",
                last_success=WHEN,
                pages=1,
                records=2,
                expected_min=1,
                expected_max=10,
                fill_start=0.5,
            )
        ],
        changes=[
            ChangeRow(initiative=ref, field="end", old="2022", new="2023-24", kind="changed"),
            ChangeRow(initiative="vanha-hanke", kind="vanished"),
        ],
        quarantine=[QuarantineRow(url=PAGE, name="Rikki", errors=["end: no such day"], raw='{\n "end": "2022-02-31"}')],
    )


@pytest.fixture
def dataset() -> Dataset:
    """The small dataset."""
    return small()
