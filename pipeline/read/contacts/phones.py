"""Phone numbers as pages write them, to E.164."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import phonenumbers

from pipeline.read.contacts.tables import has_cue

_SPACES = dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " ")
_HIDDEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_DASHES = r"\-" + "\u2010\u2011\u2012\u2013\u2014\u2212"
_GAP = "[\u200b\u200c\u200d\u2060\ufeff]?"
_BEGINNING = rf"(?:\+ ?\d|\(?0{_GAP}\d|358 ?\d)"
_INSIDE = rf"[\d ()./{_DASHES}\u200b\u200c\u200d\u2060\ufeff\u00ad]"
# A run of digits with the signs that may part them; what it means is decided afterwards.
_RUN = re.compile(rf"(?<![\w,{_DASHES}/])(?<!\d\.){_BEGINNING}{_INSIDE}{{3,24}}\d")
_BEGINS = re.compile(r"\+|(?<!\w)0|(?<!\w)358")
_DIGIT = re.compile(r"\d")
# One way only to match each gap: with two, a row that fails at its end is tried 2^11 times.
_SPELLED = re.compile(rf"(?<![\w+])0(?:(?: {{0,2}}| ?[{_DASHES}] ?)\d(?!\d)){{6,11}}(?! ?\d)")
"""Digits that stand one by one: 0 4 0 – 1 2 3 4 5 6 7."""
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?!\d)|\d{4}-\d{2}-\d{2}")
_HOURS = re.compile(rf"\d{{1,2}}\.\d{{2}} ?[{_DASHES}] ?\d{{1,2}}\.\d{{2}}")
_BUSINESS_ID = re.compile(rf"\d{{7}}[{_DASHES}]\d")
_AFTER = re.compile(r" ?(?:€|euro|eur\b|%|mk\b)", re.IGNORECASE)
_ALL_BUT_LAST = re.compile(rf".*(?=[ /{_DASHES}.])")
_NO_DIGIT = re.compile(r"[^\d+]")
_INTERNATIONAL = re.compile(r"358[1-9]\d{6,}$")
_DOMESTIC = re.compile(r"0[1-9][0-9]*")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}(?: ?\d{4}){0,6} ?$")
_SHORTEST, _LONGEST = 6, 15
_KINDS = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost"),
    *("personal_number", "voip", "pager", "uan", "voicemail"),
)
"""Kinds of numbers that ``phonenumbers`` tells apart; a valid number is of one of them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text: ``text[start:end]`` is how the page writes it."""

    value: str
    """E.164: +358401234567."""
    start: int
    end: int
    switchboard: bool = False
    """Whether the page says that it is the switchboard's, the fax's or the help desk's number."""


def find(text: str) -> list[Number]:
    """All phone numbers in a text, in order; business ids, dates, postcodes, sums and accounts are none."""
    # the same length, so that positions hold
    if not _may_be_in(text):
        return []
    text = _close_up(text.translate(_SPACES))
    found: list[Number] = []
    position = 0
    while match := _RUN.search(text, position):
        number = _read(text, match)
        if number is None:
            # go on after the first group, where a number may begin: "00100 040 123 4567"
            position = match.start() + len(match.group().split(" ")[0]) or match.end()
            position = max(position, match.start() + 1)
        else:
            found.append(number)
            position = number.end
    return found


def _may_be_in(text: str) -> bool:
    """Whether a text has what every number has, a beginning and digits enough; most texts have not."""
    return len(_DIGIT.findall(text)) >= _SHORTEST and _BEGINS.search(text) is not None


def _close_up(text: str) -> str:
    """The text with digits that stand one by one moved together, as long as before."""
    if not _SPELLED.search(text):
        return text
    return _SPELLED.sub(lambda match: re.sub(r"\D", "", match.group()).ljust(len(match.group())), text)


def of_link(url: str) -> str | None:
    """The number of a ``tel:`` link in E.164, or None."""
    if not url.lower().startswith(("tel:", "callto:")):
        return None
    return to_e164(url.partition(":")[2].replace("%20", " ").split(";")[0])


def _read(text: str, match: re.Match[str]) -> Number | None:
    raw = match.group()
    if _ACCOUNT.search(text[max(0, match.start() - 36) : match.start()]):
        return None
    if _BUSINESS_ID.match(raw) or _HOURS.match(raw):
        return None
    while raw:
        value = None if _other(raw) else to_e164(raw)
        end = match.start() + len(raw)
        if value is not None and not _AFTER.match(text, end) and not text[end : end + 1].isalnum():
            return Number(value, match.start(), end, _is_switchboard(text, match.start(), end))
        raw = _shorter(raw)
    return None


def _shorter(raw: str) -> str:
    """The run without its last group: what follows a number may be another number or a year."""
    cut = _ALL_BUT_LAST.match(raw)
    return cut.group().rstrip(f" /(.{_DASHES}") if cut else ""


def _other(raw: str) -> bool:
    return bool(_DATE.search(raw) or _BUSINESS_ID.search(raw) or "//" in raw)


def _is_switchboard(text: str, start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    before = re.split(r"[,;|•·]", text[max(line_start, start - 40) : start])[-1]
    after = re.match(r" ?\(([^)]{1,30})\)", text[end : end + 34])
    return has_cue(before, "switchboard") or (after is not None and has_cue(after[1], "switchboard"))


@lru_cache(maxsize=10_000)
def to_e164(raw: str) -> str | None:
    """A number in E.164, read as Finnish unless it has a country code; None if no such number can exist."""
    plain = _HIDDEN.sub("", raw).replace("(0)", "")
    digits = _NO_DIGIT.sub("", plain)
    if _INTERNATIONAL.match(digits):
        digits = "+" + digits
    if not _SHORTEST <= len(digits.lstrip("+")) <= _LONGEST:
        return None
    # phonenumbers takes its time: rows of figures are not brought before it
    if _DOMESTIC.fullmatch(digits) and not _finnish().fullmatch(digits):
        return None
    try:
        number = phonenumbers.parse(digits, "FI")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@cache
def _finnish() -> re.Pattern[str]:
    """Every number of Finland and Åland, dialled with or without 0, by the patterns of ``phonenumbers`` itself."""
    patterns: set[str] = set()
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[358]:
        data = phonenumbers.PhoneMetadata.metadata_for_region(region)
        kinds = (getattr(data, kind, None) for kind in _KINDS)
        patterns |= {kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern}
    return re.compile(f"0?(?:{'|'.join(sorted(patterns))})")
