"""Find dates and ranges of dates in Finnish, Swedish and English text.

A small grammar over tokens. A *point* is one date with whatever the page gives of it ("1.5.", "toukokuussa
2021", "vuoden 2023 loppuun"); a *range* is two points with something between them that joins them; they may
share what one of them lacks ("1.5.–31.12.2019"). Values are EDTF, never more precise than the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.read.durations.tokens import DAY_MAX, MONTH_MAX, Token, may_hold_date, tokenise
from schemas.edtf import earliest, latest, validate

CONTEXT_REACH = 200
"""A date without a year ("vuoden loppuun") takes that of the date at most so many characters before it."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression of the text."""

    span: tuple[int, int]
    """Where it stands: text[span[0]:span[1]]."""
    start: str | None
    """EDTF value if the expression is, or may be, when something starts; None for "until ..."."""
    end: str | None
    """EDTF value if the expression is, or may be, when something ends; None for "from ..."."""
    shape: str
    """range; from (only a start); until (only an end); at (one date: both, for the reader to decide)."""
    precision: str = "year"
    """Of its coarser end: year, season, month or day."""


@dataclass(frozen=True, slots=True)
class _Point:
    """One date, perhaps partial, in tokens[first:next]."""

    first: int
    next: int
    year: int | None = None
    month: int | None = None
    """Month, or EDTF code of a season."""
    day: int | None = None
    part: str = ""
    """begin, end, middle or turn of the year or month."""
    case: str = ""
    """in, from or to."""
    short: bool = False
    """A month like 4/21, which is one only in a range."""
    bare: int | None = None
    """A number that stands alone: day, month or year of two digits, as the other end of the range says."""

    @property
    def dated(self) -> bool:
        return self.year is not None


def dates_in(text: str, language: str | None = None) -> list[DateMatch]:
    """All date expressions of a text, in order, not overlapping.

    ``language`` (fi, sv, en or None) only decides words of two letters that mean different things; the tables
    of all three languages are used, since pages mix them. Never raises. Linear in the length of the text.
    """
    return list(_dates_in(text, language)) if may_hold_date(text) else []


@lru_cache(maxsize=2048)
def _dates_in(text: str, language: str | None) -> tuple[DateMatch, ...]:
    """Kept for a while, since several rules ask for the dates of one passage."""
    tokens = tokenise(text, language)
    found: list[DateMatch] = []
    index = 0
    while index < len(tokens):
        if tokens[index].kind not in _BEGINNINGS:
            index += 1
            continue
        match, following = _match_at(tokens, index, found[-1] if found else None)
        if match:
            found.append(match)
        index = max(following, index + 1)
    return tuple(found)


_BEGINNINGS = frozenset(("word", "date", "iso", "my", "short", "dm", "year", "num"))
"""Kinds of tokens that a date can begin with."""


# ---------------------------------------------------------------- matches


def _match_at(tokens: list[Token], index: int, before: DateMatch | None) -> tuple[DateMatch | None, int]:
    prefix = _prefix(tokens, index)
    first = _point(tokens, prefix.next)
    if first is None:
        return None, index + 1
    if prefix.case and not first.case:
        first = replace(first, case=prefix.case)
    first = replace(first, first=index if prefix.case or prefix.part else first.first)
    first = _postposition(tokens, first)
    if first.part == "turn":
        return None, _skip_turn(tokens, first.next)
    joined = prefix.part == "between" or _has_role(tokens, first.first, "years")
    found = _range(tokens, first, joined) or _single(tokens, first)
    if found:
        return found
    return _in_context(tokens, first, before), first.next


def _prefix(tokens: list[Token], index: int) -> _Point:
    """Words before a date that give its direction: since, until, från och med, mellan, alkaen."""
    token = _at(tokens, index)
    role = token.word.role if token and token.word else ""
    if role == "from":
        return _Point(index, index + 1, case="from")
    if role in ("until", "to"):
        return _Point(index, index + 1, case="to")
    if role == "between":
        return _Point(index, index + 1, part="between")
    return _Point(index, index)


def _postposition(tokens: list[Token], point: _Point) -> _Point:
    """Words after a date that give its direction: alkaen, saakka, ut; the case of a year word stays."""
    token = _at(tokens, point.next)
    role = token.word.role if token and token.word else ""
    if role == "from" and token and token.text in _AFTER:
        return replace(point, next=point.next + 1, case="from")
    if role == "until" and token and token.text in _AFTER:
        return replace(point, next=point.next + 1, case="to")
    if role == "middle":
        return replace(point, next=point.next + 1, case=point.case or "in")
    return point


_PARTS = ("begin", "end", "middle", "turn")
_AFTER_OPEN_END = frozenset(")].,;|?/>")
# from and until words that stand after their date; the others stand before it
_AFTER = frozenset({"alkaen", "lähtien", "saakka", "asti", "mennessä", "ut"})


def _skip_turn(tokens: list[Token], index: int) -> int:
    """The turn of a year (årsskiftet 2020–2021) is no date of either year: pass over both."""
    if _is_dash(tokens, index) and _at(tokens, index + 1) and tokens[index + 1].kind in ("year", "num"):
        return index + 2
    return index


def _range(tokens: list[Token], first: _Point, joined: bool) -> tuple[DateMatch, int] | None:
    second = _second(tokens, _over_list(tokens, first) if joined else first, joined)
    if second is None:
        return None
    second = _postposition(tokens, second)
    if first.short != second.short:
        return None
    left, right = _share(tokens, first, second)
    start, end = _edtf(left, "start"), _edtf(right, "end")
    if start is None or end is None or earliest(start) > latest(end):
        return None
    span = (tokens[first.first].start, tokens[second.next - 1].end)
    return DateMatch(span, start, end, "range", _precision(start, end)), second.next


def _over_list(tokens: list[Token], first: _Point) -> _Point:
    """The first of several years ("vuosina 2019, 2020 ja 2021"), as if it stood before the last one's "and"."""
    index = first.next
    while (comma := _at(tokens, index)) and comma.text == "," and _year_follows(tokens, index + 1):
        index += 2
    return replace(first, next=index) if _has_role(tokens, index, "and") else first


def _second(tokens: list[Token], first: _Point, joined: bool) -> _Point | None:
    """The point that the first one runs to, if the words between them join them."""
    index = first.next
    token = _at(tokens, index)
    role = token.word.role if token and token.word else ""
    if token is None:
        return None
    if token.kind == "dash":
        return _point(tokens, index + (2 if _has_role(tokens, index + 1, "until") else 1), after_dash=True)
    if role == "and":
        second = _point(tokens, index + 1)
        if second and (joined or _has_role(tokens, second.next, "between")):
            past = second.next + (0 if joined else 1)
            return replace(second, next=past)
        return None
    if role in ("to", "until") and first.bare is None and token.text not in _AFTER:
        return _point(tokens, index + 1)
    return _illative(tokens, first)


def _illative(tokens: list[Token], first: _Point) -> _Point | None:
    """Finnish needs no word between: toukokuusta 2021 maaliskuuhun 2023; 1.1.2020 alkaen 31.12. asti."""
    second = _point(tokens, first.next) if first.case == "from" else None
    if second is None:
        return None
    second = _postposition(tokens, second)
    return second if second.case == "to" else None


def _single(tokens: list[Token], point: _Point) -> tuple[DateMatch, int] | None:
    if not point.dated or point.short:
        return None
    start, end = _edtf(point, "start"), _edtf(point, "end")
    if start is None or end is None:
        return None
    span = (tokens[point.first].start, tokens[point.next - 1].end)
    precision = _precision(start, end)
    if point.case == "to" or _dash_before(tokens, point):
        return DateMatch(span, None, end, "until", precision), point.next
    if point.case == "from":
        return DateMatch(span, start, None, "from", precision), point.next
    if _open_end(tokens, point.next):
        return DateMatch((span[0], tokens[point.next].end), start, None, "from", precision), point.next + 1
    return DateMatch(span, start, end, "at", precision), point.next


def _dash_before(tokens: list[Token], point: _Point) -> bool:
    """A date alone after a dash that opens the text or a bracket: (–2021)."""
    index = point.first - 1
    if not _is_dash(tokens, index) or tokens[index].end != tokens[point.first].start:
        return False
    return index == 0 or tokens[index - 1].text in "(["


def _open_end(tokens: list[Token], index: int) -> bool:
    """A dash after which the text, bracket or sentence is over: 2019–"""
    if not _is_dash(tokens, index):
        return False
    following = _at(tokens, index + 1)
    return following is None or following.text in _AFTER_OPEN_END or _has_role(tokens, index + 1, "open")


def _in_context(tokens: list[Token], point: _Point, before: DateMatch | None) -> DateMatch | None:
    """A direction without a year ("vuoden loppuun", "våren ut") in the year of the date before it."""
    if point.case != "to" or point.bare is not None or before is None or before.start is None:
        return None
    if before.shape == "range" or tokens[point.first].start - before.span[1] > CONTEXT_REACH:
        return None
    end = _edtf(replace(point, year=int(before.start[:4])), "end")
    if end is None or latest(end) < latest(before.start):
        return None
    span = (tokens[point.first].start, tokens[point.next - 1].end)
    return DateMatch(span, None, end, "until", _precision(end, end))


# ---------------------------------------------------------------- points


def _point(tokens: list[Token], index: int, after_dash: bool = False) -> _Point | None:
    """The date that begins at this token, however much of it is there; None if none does."""
    token = _at(tokens, index)
    if token is None:
        return None
    if token.word:
        return _worded(tokens, index, token)
    numeric = _numeric(token, index)
    if numeric:
        return numeric
    if token.kind == "year":
        return _after_year(tokens, index, token.numbers[0])
    if token.kind == "num":
        return _after_number(tokens, index, token, after_dash)
    return None


def _numeric(token: Token, index: int) -> _Point | None:
    """Dates in digits alone."""
    n, after = token.numbers, index + 1
    if token.kind == "date":
        return _Point(index, after, n[2], n[1], n[0])
    if token.kind == "iso":
        return _Point(index, after, n[0], n[1], n[2])
    if token.kind == "my":
        return _Point(index, after, n[1], n[0])
    if token.kind == "short":
        return _Point(index, after, n[1], n[0], short=True)
    if token.kind == "dm":
        return _Point(index, after, None, n[1], n[0])
    return None


def _worded(tokens: list[Token], index: int, token: Token) -> _Point | None:
    """Dates that begin with a word."""
    word = token.word
    assert word is not None
    if word.role in _PARTS:
        if _has_role(tokens, index + 1, *_PARTS):
            return None
        inner = _point(tokens, index + 1)
        if inner is None or inner.bare is not None or (inner.part and inner.part != word.role):
            return None
        return replace(inner, first=index, part=word.role, case=inner.case)
    if word.role in ("year", "years"):
        return _after_year_word(tokens, index, word.case)
    if word.role in ("month", "season"):
        return _after_month(tokens, index, word.value, word.case)
    return None


def _after_year_word(tokens: list[Token], index: int, case: str) -> _Point | None:
    """vuonna 2020; vuoden 2023 loppuun; vuoden 2023 maaliskuuhun; vuoden loppuun; year 2020."""
    following = _at(tokens, index + 1)
    if following and following.kind == "year":
        inner = _after_year(tokens, index + 1, following.numbers[0])
        return replace(inner, first=index, case=inner.case or case)
    if following and following.word and following.word.role in ("begin", "end"):
        part = following.word.role
        return _Point(index, index + 2, part=part, case=following.word.case)
    if _has_role(tokens, index + 1, "until"):
        return _Point(index, index + 1, part="end", case="to")
    return None


def _after_year(tokens: list[Token], index: int, year: int) -> _Point:
    """A year, and the part of it that follows: 2023 loppuun; 2016 vuoden loppuun; 2023 maaliskuuhun."""
    after = index + 1
    if _has_role(tokens, after, "year") and _has_role(tokens, after + 1, "begin", "end", "middle"):
        after += 1
    token = _at(tokens, after)
    word = token.word if token else None
    if month := _iso_month(tokens, index, year):
        return _Point(index, index + 3, year, month)
    if word and word.role in ("begin", "end") and (word.case or after > index + 1):
        return _Point(index, after + 1, year, part=word.role, case=word.case)
    if word and word.role in ("month", "season") and word.case and not _year_follows(tokens, after + 1):
        part, case, past = _part_of_month(tokens, after + 1, word.case)
        return _Point(index, past, year, word.value, part=part, case=case)
    if word and word.role == "month" and not word.case and _has_role(tokens, after + 1, "begin", "end"):
        part, case, past = _part_of_month(tokens, after + 1, word.case)
        return _Point(index, past, year, word.value, part=part, case=case)
    return _Point(index, index + 1, year)


def _iso_month(tokens: list[Token], index: int, year: int) -> int | None:
    """2016-03 is a month where -03 cannot be the end of a range of years."""
    dash, number = _at(tokens, index + 1), _at(tokens, index + 2)
    if (
        dash is None
        or number is None
        or dash.kind != "dash"
        or number.kind != "num"
        or len(number.text.rstrip(".")) != 2
    ):
        return None
    month = number.numbers[0]
    adjacent = tokens[index].end == dash.start and dash.end == number.start
    return month if adjacent and 1 <= month <= MONTH_MAX and month <= year % 100 else None


def _year_follows(tokens: list[Token], index: int) -> bool:
    token = _at(tokens, index)
    return token is not None and token.kind == "year"


def _after_month(tokens: list[Token], index: int, month: int | None, case: str) -> _Point:
    """toukokuusta 2021; tammikuun alusta 2021; lokakuun 2019 alusta; syksy -22; February 20, 2017; tammi-."""
    part, case, after = _part_of_month(tokens, index + 1, case)
    day_token, year_token = _at(tokens, after), None
    if day_token and day_token.kind == "num" and not part and month is not None and month <= MONTH_MAX:
        past_day = after + 1
        if (comma := _at(tokens, past_day)) and comma.text == ",":
            past_day += 1
        year_token = _at(tokens, past_day)
        if year_token and year_token.kind == "year" and 1 <= day_token.numbers[0] <= DAY_MAX:
            return _Point(index, past_day + 1, year_token.numbers[0], month, day_token.numbers[0])
    after_year, year = _year_at(tokens, after)
    if year is None:
        return _Point(index, after, None, month, part=part, case=case)
    if not part:
        part, case, after_year = _part_of_month(tokens, after_year, case)
    return _Point(index, after_year, year, month, part=part, case=case)


def _year_at(tokens: list[Token], index: int) -> tuple[int, int | None]:
    """The year that follows a month or season, perhaps after a comma or year word, perhaps as -22."""
    at = index
    token = _at(tokens, at)
    if token and token.text == "." and tokens[index - 1].end == token.start:
        at += 1  # Aug. 2022
        token = _at(tokens, at)
    if token and (token.text == "," or (token.word and token.word.role == "year")):
        at += 1
        token = _at(tokens, at)
    if token and token.kind == "year":
        return at + 1, token.numbers[0]
    number = _at(tokens, index + 1)
    mark = _at(tokens, index)
    if (
        mark is not None
        and number is not None
        and mark.text in "-'"
        and number.kind == "num"
        and len(number.text) == 2
        and mark.end == number.start
        and (mark.text == "'" or tokens[index - 1].end < mark.start)
    ):
        return index + 2, 2000 + number.numbers[0]
    return index, None


def _part_of_month(tokens: list[Token], index: int, case: str) -> tuple[str, str, int]:
    """alusta, loppuun ... after a month or year: part, case, next token."""
    token = _at(tokens, index)
    word = token.word if token else None
    if word and word.role in ("begin", "end") and word.case and not case:
        return word.role, word.case, index + 1
    return "", case, index


def _after_number(tokens: list[Token], index: int, token: Token, after_dash: bool) -> _Point | None:
    """1. toukokuuta 2019; 1 augusti 2022; or a number that a range may explain: 1.–15.3.2021, 2016–18."""
    number = token.numbers[0]
    following = _at(tokens, index + 1)
    word = following.word if following else None
    if word and word.role == "month" and 1 <= number <= DAY_MAX:
        after, year = _year_at(tokens, index + 2)
        return _Point(index, after, year, word.value, number)
    if after_dash or _is_dash(tokens, index + 1):
        return _Point(index, index + 1, bare=number)
    return None


# ---------------------------------------------------------------- values


def _share(tokens: list[Token], first: _Point, second: _Point) -> tuple[_Point, _Point]:
    """Give each end of a range what only the other one states."""
    if first.bare is not None:
        return _share_bare_first(first, second)
    if second.bare is not None:
        return first, _short_year(tokens, first, second)
    if first.year is None and second.year is not None:
        return replace(first, year=second.year - (1 if _later(first, second) else 0)), second
    if second.year is None and first.year is not None and (second.month or second.part):
        return first, replace(second, year=first.year + (1 if _later(first, second) else 0))
    return first, second


def _share_bare_first(first: _Point, second: _Point) -> tuple[_Point, _Point]:
    """1.–15.3.2021: a day; 2–5/2021: a month."""
    if second.day is not None:
        return replace(first, year=second.year, month=second.month, day=first.bare), second
    if second.month is not None and second.month <= MONTH_MAX:
        return replace(first, year=second.year, month=first.bare), second
    return first, second


def _short_year(tokens: list[Token], first: _Point, second: _Point) -> _Point:
    """2016–18: the second year of two digits. 2016-03 is a month, and no range at all."""
    if first.year is None or second.bare is None or len(tokens[second.first].text.rstrip(".")) != 2:
        return second
    year = first.year - first.year % 100 + second.bare
    return replace(second, year=year) if year > first.year and first.day is None else second


def _later(first: _Point, second: _Point) -> bool:
    """Whether the first point comes later in its year than the second: the range crosses a new year."""
    ours, theirs = _edtf(replace(first, year=2000), "start"), _edtf(replace(second, year=2000), "end")
    return ours is not None and theirs is not None and earliest(ours) > latest(theirs)


def _edtf(point: _Point, role: str) -> str | None:
    """The value of a point as start or end: the beginning or end of a year is its first or last month."""
    if point.year is None:
        return None
    month = point.month
    if month is None and point.part == "begin" and role == "start":
        month = 1
    if month is None and point.part == "end" and role == "end":
        month = 12
    value = f"{point.year:04d}"
    if month is not None:
        value += f"-{month:02d}"
    if point.day is not None:
        value += f"-{point.day:02d}"
    try:
        return validate(value)
    except ValueError:
        return None


def _precision(start: str, end: str) -> str:
    return min((_fineness(start), _fineness(end)), key=("year", "season", "month", "day").index)


def _fineness(value: str) -> str:
    if len(value) == 4:
        return "year"
    if len(value) == 10:
        return "day"
    return "month" if int(value[5:7]) <= MONTH_MAX else "season"


# ---------------------------------------------------------------- tokens


def _at(tokens: list[Token], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None


def _is_dash(tokens: list[Token], index: int) -> bool:
    token = _at(tokens, index)
    return token is not None and token.kind == "dash"


def _has_role(tokens: list[Token], index: int, *roles: str) -> bool:
    token = _at(tokens, index)
    return token is not None and token.word is not None and token.word.role in roles
