"""Which statements speak of the same initiative.

A wrong merge makes two true rows false, a missed one leaves a double row: where the signs are thin, nothing
is merged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.consolidate.names import contains, fold, is_generic, is_short, likeness, share_short
from pipeline.consolidate.statements import Statement

Group = list[Statement]

_NEAR_ON_SITE = 92
_NEAR_ELSEWHERE = 95
_SAME_ORGANISATION = 88
_WHOLE_COUNTRY = "FI"
_YEAR = 366
# a word of so many names finds no pairs that a rarer word of the same name would not find as well
_FREQUENT = 60


def group(statements: Iterable[Statement]) -> list[Group]:
    """Bring the statements of each initiative together.

    A record that is only mentioned joins the one initiative it fits; fitting none, it stands for itself if it
    has at least one fact, and is left out if it has none or fits several. The result depends on what is said
    alone, not on the order of the input; groups and their members come in the order of ``Statement.order``.
    """
    ordered = sorted({s.order: s for s in statements}.values(), key=lambda s: s.order)
    bare = [s for s in ordered if not s.record.primary and not s.has_facts]
    groups = _Groups(s for s in ordered if s.record.primary or s.has_facts)
    for one, other in _by_strength(groups.statements):
        groups.join(one, other)
    _join_short_names(groups)
    _attach(groups, bare)
    return groups.result()


class _Groups:
    """Disjoint groups that only grow where nobody in the one contradicts anybody in the other."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = list(statements)
        self._of = {s.order: [s] for s in self.statements}

    def of(self, statement: Statement) -> Group:
        return self._of[statement.order]

    def join(self, one: Statement, other: Statement) -> None:
        kept, given = self.of(one), self.of(other)
        if kept is given or any(contradict(a, b) for a in kept for b in given):
            return
        kept.extend(given)
        for statement in given:
            self._of[statement.order] = kept

    def add(self, group: Group, statement: Statement) -> None:
        group.append(statement)
        self._of[statement.order] = group

    def result(self) -> list[Group]:
        unique = {id(members): members for members in self._of.values()}.values()
        return sorted((sorted(members, key=lambda s: s.order) for members in unique), key=lambda g: g[0].order)


def _by_strength(statements: list[Statement]) -> list[tuple[Statement, Statement]]:
    scored = []
    for one, other in _candidates(statements):
        score = match(one, other)
        if score:
            scored.append((-score, one.order, other.order, one, other))
    return [(one, other) for *_, one, other in sorted(scored, key=lambda found: found[:3])]


def _candidates(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that share their whole name, its beginning, or a word that is not in everybody's name."""
    frequent = Counter(word for s in statements for word in set(s.name.words))
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for block in _blocks(statement, frequent):
            blocks[statement.record.kind, block].append(number)
    pairs = {pair for members in blocks.values() for pair in combinations(members, 2)}
    return ((statements[a], statements[b]) for a, b in sorted(pairs))


def _blocks(statement: Statement, frequent: Counter[str]) -> set[str]:
    key = statement.name.key
    rare = {word for word in statement.name.words if len(word) > 3 and frequent[word] <= _FREQUENT}
    return rare | {f"={key}", f"^{key[:8]}"} if key else set()


def match(one: Statement, other: Statement) -> float:
    """How surely two statements speak of the same initiative: 0 for no, up to 1 for the same name on one
    site."""
    if not one.name.words:
        return 0.0
    by_name = _match_equal if one.name.key == other.name.key else _match_near
    score = by_name(one, other, one.site == other.site)
    return 0.0 if score and contradict(one, other) else score


def _match_equal(one: Statement, other: Statement, on_site: bool) -> float:
    if is_generic(one.name):
        return 0.9 if on_site and support(one, other) else 0.0
    if on_site:
        return 1.0
    if is_short(one.name):
        return 0.95 if support(one, other) else 0.0
    return 0.99


def _match_near(one: Statement, other: Statement, on_site: bool) -> float:
    if is_generic(one.name) or is_generic(other.name):
        return 0.0
    score = likeness(one.name, other.name)
    if score >= (_NEAR_ON_SITE if on_site else _NEAR_ELSEWHERE):
        return score / 110 if on_site or support(one, other) else 0.0
    if share_short(one.name, other.name) and support(one, other):
        return 0.8
    return 0.7 if on_site and _same_regional_network(one, other) else 0.0


def _same_regional_network(one: Statement, other: Statement) -> bool:
    """A standing network of the same regions and coordinator, once with and once without the name of its
    umbrella."""
    a, b = one.record, other.record
    return (
        a.kind == b.kind == "network"
        and bool(a.regions)
        and set(a.regions) == set(b.regions)
        and _coordinators_meet(one, other)
        and contains(one.name, other.name)
    )


def support(one: Statement, other: Statement) -> int:
    """How many kinds of facts the two statements have in common, beyond their names."""
    a, b = one.record, other.record
    signs = (
        _coordinators_meet(one, other),
        _contacts_meet(one, other),
        bool(_regions(one) & _regions(other)),
        bool(_municipalities(one) & _municipalities(other)),
        bool(a.start and b.start and a.start[:4] == b.start[:4]),
        bool(a.end and b.end and a.end[:4] == b.end[:4]),
    )
    return sum(signs)


def contradict(one: Statement, other: Statement) -> bool:
    """Whether the two statements cannot speak of the same initiative."""
    return _contradict_firmly(one, other) or _contradict_in_facts(one, other)


def _contradict_firmly(one: Statement, other: Statement) -> bool:
    if one.record.kind != other.record.kind or one.name.numbers != other.name.numbers:
        return True
    # a page tells its own initiatives apart by name
    if one.page.url == other.page.url and one.name.key != other.name.key:
        return True
    return _years_contradict(one, other) or _disjoint(one, other) or _disjoint(other, one)


def _years_contradict(one: Statement, other: Statement) -> bool:
    """A range of years in one name only: the other must have a date, or it may be another round of the same
    thing."""
    if one.name.years == other.name.years:
        return False
    plain = other if one.name.years else one
    dated = one if one.name.years else other
    if plain.name.years or dated.name.years is None:
        return True
    start, end = plain.record.start, plain.record.end
    first, last = map(str, dated.name.years)
    return not (start or end) or (start or first)[:4] != first or (end or last)[:4] != last


def _disjoint(earlier: Statement, later: Statement) -> bool:
    return earlier.last_day is not None and later.first_day is not None and earlier.last_day < later.first_day


def _contradict_in_facts(one: Statement, other: Statement) -> bool:
    if _coordinators_meet(one, other) or _contacts_meet(one, other):
        return False
    coordinators = _coordinators_differ(one, other)
    towns = _apart(_municipalities(one), _municipalities(other))
    starts = _starts_far_apart(one, other)
    if one.site == other.site:
        # a register holds many namesakes, a city's pages tell of one thing in several ways
        return coordinators and (towns or starts)
    places = towns or _apart(_regions(one), _regions(other))
    return places or starts or (coordinators and not support(one, other))


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _regions(statement: Statement) -> set[str]:
    codes = set(statement.record.regions)
    return set() if _WHOLE_COUNTRY in codes else codes


def _municipalities(statement: Statement) -> set[str]:
    return {fold(name) for name in statement.record.municipalities}


def _starts_far_apart(one: Statement, other: Statement) -> bool:
    if one.first_day is None or other.first_day is None:
        return False
    return abs(one.first_day - other.first_day) > _YEAR


def _coordinators_meet(one: Statement, other: Statement) -> bool:
    return any(_same_organisation(a, b) for a in one.record.coordinators for b in other.record.coordinators)


def _coordinators_differ(one: Statement, other: Statement) -> bool:
    """Both name coordinators, in the same language, and none of them is the same."""
    both = bool(one.record.coordinators and other.record.coordinators)
    same_language = one.page.reading.language == other.page.reading.language
    return both and same_language and not _coordinators_meet(one, other)


def _same_organisation(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a == b or fuzz.ratio(a, b) >= _SAME_ORGANISATION or set(a.split()) < set(b.split()) > set()


def _contacts_meet(one: Statement, other: Statement) -> bool:
    return bool(_reaches(one) & _reaches(other))


def _reaches(statement: Statement) -> set[str]:
    contacts = statement.record.contacts
    return {" ".join(sorted(fold(c.name).split())) for c in contacts if c.name} | {c.email for c in contacts if c.email}


def _join_short_names(groups: _Groups) -> None:
    """Join "AILI-verkosto" with "Seniorityön AILI-verkosto", if only one initiative bears that short name."""
    by_short: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in groups.statements:
        for short in statement.name.shorts:
            by_short[statement.record.kind, short].append(statement)
    for statement in groups.statements:
        full = by_short.get((statement.record.kind, statement.name.key), [])
        owners = {id(groups.of(s)): s for s in full}
        if len(owners) == 1 and any(support(statement, s) for s in full):
            groups.join(full[0], statement)


def _attach(groups: _Groups, bare: list[Statement]) -> None:
    """Add mentions without facts to the one initiative that they fit."""
    by_key: dict[str, list[Statement]] = defaultdict(list)
    for statement in groups.statements:
        by_key[statement.name.key].append(statement)
    for mention in bare:
        fitting = {id(groups.of(s)): groups.of(s) for s in by_key[mention.name.key] if match(mention, s)}
        if len(fitting) == 1:
            groups.add(next(iter(fitting.values())), mention)
