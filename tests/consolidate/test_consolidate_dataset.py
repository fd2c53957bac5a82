"""From pages to the rows of a release, and from one release to the next."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from consolidate_makers import make_page as page
from consolidate_makers import make_record as record

from pipeline.consolidate import SourceOutcome, consolidate
from pipeline.consolidate.history import renamed
from pipeline.publish.cells import sorted_cells, to_cells
from pipeline.publish.checks import problems
from schemas.record import Evidence, Rejected
from schemas.tables import TABLES, Dataset, EvidenceRow, PageRow

TODAY, LATER = date(2024, 6, 3), date(2024, 6, 10)
NETWORK = "https://verkostot.liitto.example/pohjoinen/"
TOWN = "https://www.kunta.example/verkostot/"


def texts(dataset: Dataset) -> dict[str, list[tuple[str, ...]]]:
    return {name: sorted_cells(table, [to_cells(row) for row in dataset.rows(name)]) for name, table in TABLES.items()}


def told(dataset: Dataset, field: str) -> list[EvidenceRow]:
    return sorted((row for row in dataset.evidence if row.field == field), key=lambda row: row.url or "")


def run(*sources: str) -> list[SourceOutcome]:
    return [SourceOutcome(source, pages_ok=1) for source in sources]


def test_one_network_on_two_pages_with_two_titles_of_its_contact() -> None:
    """The shape of POPkulta: the newer page's title is published, both stand in evidence."""
    newer = record(
        "MALLIkulta",
        kind="network",
        regions=["17"],
        contacts=[{"name": "Maija Malli", "role": "erityisasiantuntija", "email": "maija.malli@liitto.example"}],
    )
    older = record(
        "MALLIkulta",
        kind="network",
        regions=["17"],
        coordinators=["Mallin liitto"],
        contacts=[{"name": "Maija Malli", "role": "aluesuunnittelija", "organisation": "Mallin liitto"}],
    )
    pages = [page(older, url=TOWN), page(newer, url=NETWORK, updated="2023-10-03")]
    dataset = consolidate(pages, today=TODAY)
    (row,) = dataset.initiatives
    assert row.contacts == ["Maija Malli, erityisasiantuntija, Mallin liitto, maija.malli@liitto.example"]
    assert (row.coordinator, row.source_count, row.source_url) == (["Mallin liitto"], 2, NETWORK)
    (contact,) = dataset.contacts
    assert (contact.role, contact.organisation, contact.kind) == (
        "erityisasiantuntija",
        "Mallin liitto",
        "named_person",
    )
    said = [(e.value, e.chosen, e.url) for e in told(dataset, "contacts")]
    assert said == [
        ("Maija Malli, erityisasiantuntija, maija.malli@liitto.example", True, NETWORK),
        ("Maija Malli, aluesuunnittelija, Mallin liitto", False, TOWN),
    ]
    assert problems(texts(dataset)) == []


def test_phases_are_rows_of_their_own() -> None:
    names = ["Mallisote", "Mallisote II", "Mallisote 2019"]
    pages = [page(record(n), url=f"https://www.{i}.example/h") for i, n in enumerate(names)]
    assert {row.name for row in consolidate(pages, today=TODAY).initiatives} == set(names)


def test_every_value_says_where_it_comes_from() -> None:
    made = record(
        end="2024",
        coordinators=["Malli ry"],
        funders=[{"id": "okm", "name": "Opetus- ja kulttuuriministeriö"}],
        budget_eur=1234567.5,
        target_groups=["children"],
        municipalities=["Pieksämäki"],
    )
    dataset = consolidate([page(made)], today=TODAY)
    state = {(e.field, e.value): (e.state, e.chosen, e.rule) for e in dataset.evidence}
    assert state["name", "Mallipolku"] == ("stated", True, "names.heading")
    for told_value in (
        ("end", "2024"),
        ("coordinator", "Malli ry"),
        ("funders", "Opetus- ja kulttuuriministeriö"),
        ("budget_eur", "1234567.5"),
        ("target_groups", "children"),
        ("municipalities", "Pieksämäki"),
    ):
        assert state[told_value] == ("stated", True, "unquoted")
    assert state["regions", "10"] == ("derived", True, "regions.municipalities")
    assert state["status", "ongoing"] == ("derived", True, "status.dates")
    assert state["start", None] == state["contacts", None] == ("not_stated", False, None)
    (name,) = told(dataset, "name")
    assert name.link == "https://www.kunta.example/hanke#:~:text=Mallipolku%20on%20hanke."
    assert name.sha256 == "0" * 64


def test_a_quote_that_the_page_does_not_show_is_linked_by_the_page_alone() -> None:
    unseen = Evidence(field="name", value="Mallipolku", quote="Mallin logo", rule="names.heading", visible=False)
    dataset = consolidate([page(record(evidence=[unseen]))], today=TODAY)
    (name,) = told(dataset, "name")
    assert (name.quote, name.link) == ("Mallin logo", "https://www.kunta.example/hanke")


def test_a_statement_that_lost_is_not_chosen() -> None:
    lost = page(record(end="2023", funders=[{"name": "Malli Oy", "amount_eur": 5}]), url=TOWN)
    won = page(record(end="2024", funders=[{"name": "Malli Oy", "amount_eur": 7}]), url=NETWORK, updated="2024")
    dataset = consolidate([lost, won], today=TODAY)
    for field in ("end", "funders"):
        assert [(e.url, e.chosen) for e in told(dataset, field)] == [(NETWORK, True), (TOWN, False)]


def test_funding_target_groups_and_places_have_their_codes() -> None:
    made = record(
        funders=[{"id": "okm", "name": "OKM", "amount_eur": 160000, "programme": "Kulttuuri"}],
        target_groups=["children", "gender_and_sexual_minorities"],
        regions=["FI"],
    )
    dataset = consolidate([page(made)], today=TODAY)
    (payer,) = dataset.funding
    assert (payer.funder_id, payer.amount_eur, payer.programme) == ("okm", 160000, ["Kulttuuri"])
    labels = {row.code: (row.label_fi, row.label_sv, row.yso_uri) for row in dataset.target_groups}
    assert labels["children"] == ("lapset", "barn", "http://www.yso.fi/onto/yso/p4354")
    both = "http://www.yso.fi/onto/yso/p15698 | http://www.yso.fi/onto/yso/p1828"
    assert labels["gender_and_sexual_minorities"][2] == both
    assert [(row.kind, row.code) for row in dataset.places] == [("country", "FI")]


def test_what_fits_no_vocabulary_is_told_in_quarantine() -> None:
    broken = Rejected(name="Rikki", errors=["end: no such day"], raw="31.2.2020")
    strange = record(target_groups=["children", "martians"], regions=["99"])
    dataset = consolidate([page(strange, rejected=[broken])], today=TODAY)
    errors = {row.name: row.errors for row in dataset.quarantine}
    assert errors == {
        "Rikki": ["end: no such day"],
        "Mallipolku": ["unknown target group 'martians'", "unknown region '99'"],
    }
    (row,) = dataset.initiatives
    assert (row.target_groups, row.regions) == (["children"], [])


def test_of_two_captures_the_newer_counts() -> None:
    old = page(record(end="2023"), fetched_at=datetime(2024, 1, 1, tzinfo=UTC))
    new = page(record(end="2025"), fetched_at=datetime(2024, 2, 1, tzinfo=UTC))
    dataset = consolidate([new, old], today=TODAY)
    assert [row.end for row in dataset.initiatives] == ["2025"]
    assert len(dataset.pages) == 1


def test_namesakes_on_one_page_get_ids_of_their_own() -> None:
    both = page(record(start="2018", end="2018"), record(start="2020", end="2021"))
    first, second = sorted(row.id for row in consolidate([both], today=TODAY).initiatives)
    assert second == f"{first}-2"


def test_the_order_of_pages_does_not_matter() -> None:
    names = ["Mallipolku", "Mallipolku-hanke", "Mallipolku II", "Verkosto", "Mallipolku nuorille"]
    pages = [
        page(
            record(name, start=start, contacts=[{"name": f"Maija {start}"}]),
            record("Yhteinen", primary=False),
            url=f"https://www.{i}.example/h",
            updated=start,
        )
        for i, (name, start) in enumerate((n, s) for n in names for s in ("2018", "2019-05", None))
    ]
    expected = texts(consolidate(pages, today=TODAY))
    for seed in range(5):
        assert texts(consolidate(random.Random(seed).sample(pages, len(pages)), today=TODAY)) == expected


def test_the_same_pages_again_change_nothing() -> None:
    pages = [page(record(start="2020"), record("Toinen"))]
    first = consolidate(pages, today=TODAY, outcomes=run("www.kunta.example"))
    again = consolidate(pages, today=LATER, outcomes=run("www.kunta.example"), previous=first)
    assert again.changes == []
    assert texts(again)["initiatives"] == texts(first)["initiatives"]


def test_an_initiative_keeps_its_id_and_history() -> None:
    first = consolidate([page(record(end="2024-06-05"))], today=TODAY)
    later = datetime(2024, 6, 9, 12, tzinfo=UTC)
    pages = [
        page(record("Mallipolku nuorille", end="2024-06-05"), fetched_at=later),
        page(record("Mallipolku nuorille", end="2024-06-05"), url="https://a.example/uutinen", fetched_at=later),
    ]
    second = consolidate(pages, today=LATER, outcomes=run("www.kunta.example", "a.example"), previous=first)
    (before,), (now,) = first.initiatives, second.initiatives
    assert now.id == before.id
    assert (now.first_seen, now.last_seen, now.last_changed) == (date(2024, 5, 6), date(2024, 6, 9), LATER)
    assert [(c.field, c.old, c.new, c.kind) for c in second.changes] == [
        ("name", "Mallipolku", "Mallipolku nuorille", "changed"),
        ("name_fi", "Mallipolku", "Mallipolku nuorille", "changed"),
        ("status", "ongoing", "ended", "ended"),
    ]


def test_when_pages_come_apart_only_one_initiative_keeps_the_id() -> None:
    first = consolidate([page(record()), page(record(), url=TOWN)], today=TODAY)
    apart = [page(record(end="2018")), page(record(start="2021"), url=TOWN)]
    second = consolidate(apart, today=LATER, previous=first)
    now = {row.id for row in second.initiatives}
    assert len(now) == 2
    assert {row.id for row in first.initiatives} < now


def test_a_next_round_on_the_same_page_is_a_new_initiative() -> None:
    first = consolidate([page(record())], today=TODAY)
    second = consolidate(
        [page(record("Mallipolku II"))], today=LATER, outcomes=run("www.kunta.example"), previous=first
    )
    assert {c.kind for c in second.changes} == {"added", "vanished"}


def test_only_a_complete_run_ends_a_record() -> None:
    two = [page(record()), page(record("Toinen"), url="https://www.toinen.example/h")]
    first = consolidate(two, today=TODAY, outcomes=run("www.kunta.example", "www.toinen.example"))
    failed = [SourceOutcome("www.toinen.example", pages_failed=1), *run("www.kunta.example")]
    kept = consolidate(two[:1], today=LATER, outcomes=failed, previous=first)
    assert {row.name for row in kept.initiatives} == {"Mallipolku", "Toinen"}
    assert kept.changes == []
    assert problems(texts(kept)) == []
    assert len(told(kept, "name")) == 2
    ended = consolidate(two[:1], today=LATER, outcomes=run("www.kunta.example", "www.toinen.example"), previous=kept)
    assert [(c.old, c.kind) for c in ended.changes] == [("Toinen", "vanished")]
    assert {row.name for row in ended.initiatives} == {"Mallipolku"}


def test_one_of_two_sources_is_enough_to_keep_a_record() -> None:
    two = [page(record()), page(record(), url=TOWN.replace("kunta", "toinen"))]
    both = run("www.kunta.example", "www.toinen.example")
    first = consolidate(two, today=TODAY, outcomes=both)
    assert [row.source_count for row in first.initiatives] == [2]
    outcomes = [*run("www.kunta.example"), SourceOutcome("www.toinen.example", pages_failed=1)]
    kept = consolidate([], today=LATER, outcomes=outcomes, previous=first)
    assert [row.name for row in kept.initiatives] == ["Mallipolku"]
    assert consolidate([], today=LATER, outcomes=both, previous=first).initiatives == []


def test_what_an_older_capture_says_counts_and_its_page_is_told_as_failed() -> None:
    told_here = page(record(start="2020"))
    told_there = page(record(coordinators=["Malli ry"]), url=TOWN.replace("kunta", "toinen"))
    outcomes = run("www.kunta.example", "www.toinen.example")
    first = consolidate([told_here, told_there], today=TODAY, outcomes=outcomes)
    outcomes[1] = SourceOutcome("www.toinen.example", pages_failed=1)
    old = told_there.kept("failed", "http_5xx: the site answered 500")
    failed = PageRow(url=old.url, source=old.source_id, verdict="failed", reason=old.reason)
    later = consolidate([told_here, old], today=LATER, outcomes=outcomes, failed_pages=[failed], previous=first)
    assert later.changes == []
    assert [row.coordinator for row in later.initiatives] == [["Malli ry"]]
    (row,) = (row for row in later.pages if row.url == old.url)
    assert (row.verdict, row.reason, row.status) == ("failed", old.reason, None)
    assert row.fetched_at == told_there.fetched_at
    (source,) = (row for row in later.sources if row.id == "www.toinen.example")
    assert (source.verdict, source.fill_coordinator) == ("failed", None)
    assert problems(texts(later)) == []


def test_a_page_that_was_had_goes_before_its_older_capture() -> None:
    now, before = page(record(end="2023")), page(record(end="2025")).kept("failed", "timeout")
    dataset = consolidate([now, before], today=TODAY)
    assert [row.end for row in dataset.initiatives] == ["2023"]
    assert [row.verdict for row in dataset.pages] == ["records"]


def test_a_kept_record_still_ages() -> None:
    first = consolidate([page(record(end="2024-06-05"))], today=TODAY)
    later = consolidate([], today=LATER, previous=first)
    assert [(c.field, c.new, c.kind) for c in later.changes] == [("status", "ended", "ended")]
    assert later.initiatives[0].last_changed == LATER
    assert [row.id for row in later.sources] == ["www.kunta.example"]


def test_aliases_put_two_together_and_carry_history() -> None:
    two = [page(record(start="2020")), page(record("Modellstigen", end="2025"), url=TOWN, language="sv")]
    first = consolidate(two, today=TODAY)
    finnish, swedish = sorted(first.initiatives, key=lambda row: row.name)
    outcomes = run("www.kunta.example")
    joined = consolidate(two, today=LATER, outcomes=outcomes, previous=first, aliases={swedish.id: finnish.id})
    (row,) = joined.initiatives
    assert (row.id, row.name_sv, row.start, row.end) == (finnish.id, "Modellstigen", "2020", "2025")
    assert {c.field for c in joined.changes} >= {"name_sv", "end"}
    assert not {"added", "vanished"} & {c.kind for c in joined.changes}
    later = consolidate(two, today=LATER, outcomes=outcomes, previous=joined, aliases={swedish.id: finnish.id})
    assert (later.changes, len(later.initiatives)) == ([], 1)


def test_aliases_hold_for_ids_that_no_page_would_give_today() -> None:
    old, new = "vanha-1", "uusi-2"
    pages = [page(record("Mallipolku")), page(record("Modellstigen"), url=TOWN)]
    first = consolidate(pages, today=TODAY)
    by_name = {row.name: row.id for row in first.initiatives}
    given = {by_name["Mallipolku"]: old, by_name["Modellstigen"]: new}
    before = renamed(first, given)
    joined = consolidate(pages, today=LATER, previous=before, aliases={old: new})
    (row,) = joined.initiatives
    assert (row.id, row.source_count) == (new, 2)
    again = consolidate(pages, today=LATER, previous=joined, aliases={old: new})
    assert [row.id for row in again.initiatives] == [new]


def test_a_kept_initiative_that_became_one_with_another_has_one_set_of_rows() -> None:
    payer = {"name": "Malli Oy", "amount_eur": 5}
    other = {"name": "Malli Oy", "amount_eur": 7}
    pages = [page(record(funders=[payer])), page(record("Modellstigen", funders=[other]), url=TOWN)]
    first = consolidate(pages, today=TODAY)
    one, two = sorted(row.id for row in first.initiatives)
    kept = consolidate([], today=LATER, previous=first, aliases={one: two})
    assert [row.id for row in kept.initiatives] == [two]
    assert len(kept.funding) == 1
    assert len({row.url for row in told(kept, "name")}) == 2
    assert problems(texts(kept)) == []


def test_pages_that_gave_nothing_are_listed() -> None:
    failed = PageRow(url=NETWORK, source="verkostot.liitto.example", status=500, verdict="failed", reason="http_5xx")
    read = PageRow(url="https://www.kunta.example/hanke", verdict="failed")
    dataset = consolidate(
        [page(record()), page(url=TOWN)],
        today=TODAY,
        outcomes=[SourceOutcome("verkostot.liitto.example", pages_failed=1)],
        failed_pages=[failed, failed, read],
    )
    assert {row.url: row.verdict for row in dataset.pages} == {
        "https://www.kunta.example/hanke": "records",
        TOWN: "no_records",
        NETWORK: "failed",
    }
    assert {row.id: row.verdict for row in dataset.sources} == {
        "www.kunta.example": "partial",
        "verkostot.liitto.example": "failed",
    }
    assert problems(texts(dataset)) == []
