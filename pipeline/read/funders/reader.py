"""Who pays for an initiative, what each gives, and what it costs altogether."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, Passage, Zone
from pipeline.lexicon import topics_of
from pipeline.normalise.organisations import is_stop, known_organisation, organisations_in, plain
from pipeline.read.funders.amounts import Amount, amounts_in, cues, holds_number, said, without_about, words
from pipeline.read.labelled import organisations_of_value
from pipeline.read.roles import acting, may_act
from pipeline.read.scope import Found, Scope
from pipeline.read.sentences import sentences
from schemas import vocabulary
from schemas.record import Funder

_FUNDER = frozenset({"funder"})
_FIELD = "funders"
_RANKS = {"label": 1.0, "sentence": 0.8, "title": 0.7, "shared": 0.5, "logo": 0.3, "compound": 0.6}
_TITLE_LEVELS = (1, 2)
"""Headings that speak of the record itself; deeper ones on a page's end are news."""
_SHORT = 9
"""Words of a sentence under a funders' label that is only a list of names."""


@dataclass(frozen=True, slots=True)
class _Payer:
    """A funder found in one text, before sums and duplicates are settled."""

    start: int
    end: int
    name: str
    id: str | None


def read(scope: Scope) -> list[Found[Funder]]:
    """The funders of one initiative, each once, with the sum it gives where the page says so.

    Labels and sentences of the record's own blocks come first; what the page says of all its records counts where
    the record says nothing itself; a logo counts only where nothing else does. Managing authorities that only pass
    decisions on, partners and applicants are no funders unless the page says that they pay. Never raises.
    """
    found = [
        *_labelled(scope.passages),
        *_rows(scope),
        *_sentences(scope.passages, "sentence", scope.name, alone=scope.sole),
        *_labelled_logos(scope),
    ]
    found += [*_pairs(scope), *_titles(scope), *_own_money(scope)]
    if not found:
        found = list(_shared(scope))
    if not found:
        found = list(_implied(scope))
    if not found:
        found = list(_logos(scope))
    return _with_lone_amount(scope, _with_labelled_sum(scope, _settled(found)))


# --- labels -------------------------------------------------------------------------------------------------------


def _labelled(passages: Iterable[Passage]) -> Iterator[Found[Funder]]:
    for passage in passages:
        if passage.block.columns:
            continue
        if _is_funder_label(passage):
            yield from _of_value(passage, f"{_FIELD}.label")
        elif passage.topic == "grant_sum":
            yield from _of_sum(passage)
        elif passage.topic == "programme":
            yield from _of_programme(passage)


def _of_sum(passage: Passage) -> Iterator[Found[Funder]]:
    """ "ERDF funding: 681 120 €", "Myönnetty STEA-avustus: 20 000": the label names who gives the sum."""
    amounts = amounts_in(plain(passage.text), euros=True)
    label = plain(passage.label or "")
    payers = _payers(label) or ([known] if (known := _known_in(label)) else [])
    for payer in payers or [
        _Payer(n.start, n.end, n.name, n.id) for n in organisations_of_value(passage.text) if n.recognised
    ]:
        funder = Funder(id=payer.id, name=payer.name, amount_eur=amounts[0].eur if len(amounts) == 1 else None)
        yield Found(_FIELD, funder, passage.text, f"{_FIELD}.sum", passage.block, label, _RANKS["label"])


def _of_programme(passage: Passage) -> Iterator[Found[Funder]]:
    """ "Ohjelma: Central Baltic Programme": a programme that itself is a funder of the vocabulary."""
    for match in organisations_in(passage.text):
        row = vocabulary.by_key("funders", "id").get(match.funder_id or "")
        if match.known and row and row["type"] in ("eu", "nordic"):
            value = Funder(id=match.funder_id, name=match.nominative)
            yield Found(_FIELD, value, passage.text, f"{_FIELD}.programme", passage.block, match.text, _RANKS["label"])


def _is_funder_label(passage: Passage) -> bool:
    if passage.topic == _FIELD:
        return True
    return passage.label is not None and _FIELD in topics_of(passage.label)


def _of_value(passage: Passage, rule: str) -> Iterator[Found[Funder]]:
    """The funders in the value of a label: a list of names, or sentences that say who pays."""
    value = _without_sum_lines(passage.text)
    text = plain(value)
    if _sentence_like(text) and (stated := list(_of_sentences(passage, rule))):
        yield from stated
        return
    own = plain(passage.label or "")
    named = organisations_of_value(_without_totals(text))
    if not _beside_label(passage):
        named = [n for n in named if n.recognised]
    payers = [_Payer(n.start, n.end, n.name, n.id) for n in named]
    payers = _without_intermediaries(text, payers)
    if not payers and (known := _known_in(own)):
        payers = [known]
    yield from _with_amounts(value, payers, passage.block, rule, _RANKS["label"])


def _without_sum_lines(value: str) -> str:
    """The value up to a line with a label of sums that the lexicon does not know: "Beviljat bidrag: 18 500 euro"."""
    at = 0
    for line in value.split("\n"):
        found = _LINE_LABEL.fullmatch(line)
        if at and found and _is_sum_label(_bare_header(found[1])):
            return value[:at]
        at += len(line) + 1
    return value


def _is_sum_label(label: str) -> bool:
    return bool(said("sum_label").fullmatch(label) or said("no_one_sum").search(label))


def _of_sentences(passage: Passage, rule: str) -> Iterator[Found[Funder]]:
    """The value's sentences: those that say who pays, and those that are nothing but names."""
    for sentence in sentences(passage.text):
        stated = list(_of_text(sentence.text, passage.block, rule, _RANKS["label"]))
        if not stated and len(sentence.text.split()) <= _SHORT and not _hypothetical(sentence.text):
            named = [n for n in organisations_of_value(_without_totals(plain(sentence.text))) if n.recognised]
            payers = [_Payer(n.start, n.end, n.name, n.id) for n in named]
            stated = list(_with_amounts(sentence.text, payers, passage.block, rule, _RANKS["label"]))
        yield from stated


def _beside_label(passage: Passage) -> bool:
    """Whether the label stands in the block itself or right above it, not over a whole section."""
    block = passage.block
    if block.pairs or block.columns or (passage.label and passage.label in block.text):
        return True
    return not block.heading_indexes or block.index <= block.heading_indexes[-1] + 1


def _known_in(label: str) -> _Payer | None:
    """ "ERDF funding: 120 000 €": the label itself names the funder."""
    for word in label.split():
        if known := known_organisation(word):
            return _Payer(0, 0, known[1], known[0])
    return None


def _sentence_like(text: str) -> bool:
    return len(text.split()) > 5 and bool(re.search(r"[.!](?:\s|$)", text.strip()))


def _without_totals(text: str) -> str:
    """The value up to a total that follows the names: "..., Totalbudget: cirka 62 000"."""
    total = cues("total").search(text)
    return text[: total.start()] if total and total.start() > 3 else text


def _without_intermediaries(text: str, payers: list[_Payer]) -> list[_Payer]:
    return [p for p in payers if not said("via").match(text[p.end : p.end + 14].lstrip(" )"))]


# --- rows of tables with a header ---------------------------------------------------------------------------------


def _rows(scope: Scope) -> Iterator[Found[Funder]]:
    """Rows whose header names a funder's column; sums come from the columns beside it."""
    for block in scope.blocks:
        if block.columns and len(block.columns) == len(block.cells):
            yield from _row(scope, block)


def _row(scope: Scope, block: Block) -> Iterator[Found[Funder]]:
    cells = list(zip(block.columns, block.cells, strict=True))
    funders = [value for header, value in cells if _is_funder_column(header, value)]
    amount = _column_amount(cells, "column")
    for value in funders:
        passage = Passage(value, block)
        payers = list(_of_value(passage, f"{_FIELD}.row"))
        if payers and len({p.value.id for p in payers}) == 1 and payers[0].value.amount_eur is None and amount:
            payers = [replace(payers[0], value=payers[0].value.model_copy(update={"amount_eur": amount}))]
        yield from payers
        own = _own_share(scope, cells)
        if payers and own:
            yield Found(_FIELD, own, block.text, f"{_FIELD}.row.own", block, own.name, _RANKS["label"])


def _is_funder_column(header: str, value: str) -> bool:
    return (_FIELD in topics_of(header) and not amounts_in(value.strip(), euros=True)) or (
        _FIELD in topics_of(header) and bool(organisations_in(value))
    )


def _column_amount(cells: list[tuple[str, str]], kind: str) -> float | None:
    for header, value in cells:
        if _bare_header(header) in words(kind) and (found := amounts_in(value, euros=True)):
            return found[0].eur
    return None


def _bare_header(header: str) -> str:
    """A column's header or label without its unit: "Tuki €", "Myönnetty avustus (euroa)"."""
    return _UNIT.sub("", header.lower()).strip(" :,")


_UNIT = re.compile(r"[\s,]{0,2}[(\[]?(?:€|eur|euro|euroa|euros|€/v)[)\]]?\s*:?\s*$")


def _own_share(scope: Scope, cells: list[tuple[str, str]]) -> Funder | None:
    """The column of the municipality's own share, where the page says which municipality."""
    amount = _column_amount(cells, "own_column")
    if amount is None:
        return None
    return _own_municipality(scope, amount)


def _own_municipality(scope: Scope, amount: float | None) -> Funder | None:
    """ "The town" of a page: the municipality that it names first, in its own text or else in its header."""
    for block in (*scope.shared, *scope.blocks, *scope.document.blocks):
        for match in organisations_in(block.text):
            if match.funder_id in ("kunta", "helsinki") and "kirjasto" not in match.nominative:
                return Funder(id=match.funder_id, name=match.nominative, amount_eur=amount)
    return None


def _own_money(scope: Scope) -> Iterator[Found[Funder]]:
    """ "kaupungin oma osuus oli 15 000 euroa": the municipality without its name."""
    for passage in scope.passages:
        for sentence in sentences(passage.text) if holds_number(passage.text) else ():
            sums = amounts_in(plain(sentence.text))
            own = said("own_money").search(sentence.text) if sums else None
            after = [a for a in sums if own and 0 <= a.span[0] - own.end() <= 30]
            named = own and any(o.span[0] <= own.start() < o.span[1] for o in organisations_in(sentence.text))
            if own and after and not named and (value := _own_municipality(scope, after[0].eur)):
                yield Found(_FIELD, value, sentence.text, f"{_FIELD}.own", passage.block, own[0], _RANKS["sentence"])


def _pairs(scope: Scope) -> Iterator[Found[Funder]]:
    """Labels that name the funder of the sum beside them: "Aluehallintoviraston myöntämä avustus | 9 000"."""
    for block in scope.blocks:
        for label, value in (*block.pairs, *_colon_lines(block)):
            amounts = amounts_in(plain(value), euros=True)
            if len(amounts) != 1 or _hypothetical(label):
                continue
            for payer in _payers(label) or _first_part(label):
                funder = Funder(id=payer.id, name=payer.name, amount_eur=amounts[0].eur)
                quote = next((q for q in (f"{label}: {value}", f"{label} {value}") if q in block.text), block.text)
                yield Found(_FIELD, funder, quote, f"{_FIELD}.pair", block, label, _RANKS["label"])


def _first_part(label: str) -> list[_Payer]:
    """The funder in a compound of a label: "Leader-tuki", "EAKR-avustus"."""
    for word in plain(label).split():
        first, _, kind = word.rpartition("-")
        if first and said("sum_label").fullmatch(kind) and (known := known_organisation(first)):
            return [_Payer(0, 0, known[1], known[0])]
    return []


_LINE_LABEL = re.compile(r"\s{0,3}([^:\n]{2,60}?)\s?:\s{1,3}(\S[^\n]{0,80})")


def _colon_lines(block: Block) -> Iterator[tuple[str, str]]:
    """Label and value of the lines of a text that state a sum: "Leader-tuki: 8 288,00 €"."""
    if block.pairs or block.columns or block.level or ":" not in block.text:
        return
    for line in block.lines:
        if ":" in line and holds_number(line) and (found := _LINE_LABEL.fullmatch(line)):
            yield found[1], found[2]


def _implied(scope: Scope) -> Iterator[Found[Funder]]:
    """A list of sums whose funder the page names once, above the list."""
    if scope.sole or _own_amount(scope) is None:
        return
    for passage in scope.shared_passages:
        for match in organisations_in(passage.text):
            row = vocabulary.by_key("funders", "id").get(match.funder_id or "")
            if match.known and row and row["type"] in _GIVING_TYPES:
                value = Funder(id=match.funder_id, name=match.nominative)
                yield Found(_FIELD, value, passage.text, f"{_FIELD}.implied", passage.block, match.text, 0.2)
                return


_GIVING_TYPES = frozenset({"eu", "foundation", "nordic", "state"})


def _own_amount(scope: Scope) -> tuple[float, str, Block] | None:
    """The one sum that a record of a list states: in a column of grants, or alone in its text."""
    for block in scope.blocks:
        if block.columns and len(block.columns) == len(block.cells):
            amount = _column_amount(list(zip(block.columns, block.cells, strict=True)), "column")
            if amount is not None:
                return amount, block.text, block
    sums = [(a, p) for p in scope.passages if p.topic != "budget" for a in amounts_in(plain(p.text))]
    sums = [(a, p) for a, p in sums if not _is_total(plain(p.text), a) and not _is_foreign(plain(p.text), a)]
    if len({a.eur for a, _ in sums}) == 1:
        return sums[0][0].eur, sums[0][1].text, sums[0][1].block
    return None


def _with_labelled_sum(scope: Scope, found: list[Found[Funder]]) -> list[Found[Funder]]:
    """Gives the sum under a label of grants ("Myönnetty tuki (€)", "Leader-tuki") to the record's only funder.

    "Päärahoittajan myöntämä tuki" goes to the first of several.
    """
    if not found or any(f.value.amount_eur is not None for f in found):
        return found
    sums = dict(_labelled_sums(scope))
    if len(sums) != 1 or (len(found) > 1 and not any(sums.values())):
        return found
    first = found[0].value.model_copy(update={"amount_eur": next(iter(sums))})
    return [replace(found[0], value=first), *found[1:]]


def _labelled_sums(scope: Scope) -> Iterator[tuple[float, bool]]:
    """The sums under labels of grants, and whether the label speaks of the main funder."""
    lined = [(p.label, p.text) for p in scope.passages if p.label and p.topic != "budget"]
    for block in scope.blocks:
        lined += _colon_lines(block)
    for written, value in lined:
        label = _bare_header(written)
        granted = "grant_sum" in topics_of(written) or bool(said("sum_label").fullmatch(label))
        amounts = amounts_in(plain(value), euros=True)
        if granted and len(amounts) == 1 and not said("no_one_sum").search(label) and not _payers(plain(written)):
            yield amounts[0].eur, bool(said("main").match(label))


def _with_lone_amount(scope: Scope, found: list[Found[Funder]]) -> list[Found[Funder]]:
    """Gives the record's only sum to its only funder, where the page lists several records."""
    if len(found) != 1 or found[0].value.amount_eur is not None or scope.sole:
        return found
    own = _own_amount(scope)
    if own is None:
        return found
    return [replace(found[0], value=found[0].value.model_copy(update={"amount_eur": own[0]}))]


# --- sentences ----------------------------------------------------------------------------------------------------


_OTHER = re.compile(r"([A-ZÅÄÖ][\w-]{2,30}(?: [\w-]{2,30}){0,3}) [-–‑](?:hanke|projekti)(?!\w)")


def _of_another(text: str, name: str) -> bool:
    """Whether a text is about another project by name: "Kaukana lähellä -hanke saa ..."."""
    other = _OTHER.match(text.strip())
    if other is None:
        return False
    own = {w[:5].casefold() for w in re.findall(r"\w{3,}", name)}
    return not own & {w[:5].casefold() for w in re.findall(r"\w{3,}", other[1])}


def _sentences(passages: Iterable[Passage], source: str, name: str, *, alone: bool = True) -> Iterator[Found[Funder]]:
    for passage in passages:
        if passage.topic == "contacts" or _is_funder_label(passage) or _of_another(passage.text, name):
            continue
        for found in _of_text(passage.text, passage.block, f"{_FIELD}.{source}", _RANKS[source]):
            if not _about_another(found.quote, name, dated=alone):
                yield found


_SUBJECT = re.compile(r"([A-ZÅÄÖ][\w-]{3,40})(?P<years> \(\d{4}[^()]{0,20}\))? (?:oli|on|är|var|is|was) ")


def _about_another(sentence: str, name: str, *, dated: bool) -> bool:
    """Whether a sentence begins with another project: "Kulttuurisote (2018) oli ..."; ``dated`` asks for the years."""
    subject = _SUBJECT.match(sentence.strip())
    if subject is None or (dated and not subject["years"]) or is_stop(subject[1]) or organisations_in(subject[1]):
        return False
    return subject[1][:-1].casefold() not in name.casefold()


def _of_text(text: str, block: Block, rule: str, rank: float) -> Iterator[Found[Funder]]:
    for sentence in sentences(text) if may_act(text, _FUNDER) else ():
        payers = _payers(sentence.text)
        if payers and not _hypothetical(sentence.text):
            yield from _with_amounts(sentence.text, payers, block, rule, rank)


def _hypothetical(sentence: str) -> bool:
    """Whether a sentence speaks of applying for money rather than of having it, or of something else's money."""
    if said("elsewhere").search(sentence):
        return True
    return bool(said("hypothetical").search(sentence)) and not said("granted").search(sentence)


def _payers(sentence: str) -> list[_Payer]:
    found: dict[tuple[int, str], _Payer] = {}
    for act in acting(sentence, _FUNDER):
        org = act.organisation
        if act.construction == "compound" and org.funder_id is None:
            continue
        found.setdefault((org.span[0], org.nominative), _Payer(*org.span, org.nominative, org.funder_id))
    if not found:
        return []
    flat = plain(sentence)
    payers = sorted(found.values(), key=lambda p: p.start)
    payers += _coordinate(flat, payers)
    return _without_intermediaries(flat, payers)


def _coordinate(sentence: str, payers: list[_Payer]) -> list[_Payer]:
    """ "X maksaa 38 000 euroa ja Y 25 000 euroa": another name with its own sum right after it."""
    sums = amounts_in(sentence)
    return [
        _Payer(*match.span, match.nominative, match.funder_id)
        for match in organisations_in(sentence)
        if match.span[0] > payers[-1].end
        and re.search(r"(?:,|\bja|\boch|\band)\s{1,2}$", sentence[: match.span[0]])
        and any(0 <= a.span[0] - match.span[1] <= 2 for a in sums)
    ]


# --- the page as a whole ------------------------------------------------------------------------------------------


def _titles(scope: Scope) -> Iterator[Found[Funder]]:
    """Headings of the record: "Euroopan sosiaalirahaston (ESR) rahoittaman projektin kuvaus"."""
    for block in scope.document.main if scope.sole else scope.blocks:
        if block.level in _TITLE_LEVELS:
            yield from _of_text(block.text, block, f"{_FIELD}.heading", _RANKS["title"])


def _shared(scope: Scope) -> Iterator[Found[Funder]]:
    """What the page says of all its records."""
    yield from _labelled(scope.shared_passages)
    for item in _sentences(scope.shared_passages, "shared", scope.name):
        # a sum beside it is that of all the records together
        yield replace(item, value=item.value.model_copy(update={"amount_eur": None}))
    for block in scope.shared:
        if block.level:
            yield from _of_text(block.text, block, f"{_FIELD}.heading", _RANKS["title"])


def _logos(scope: Scope) -> Iterator[Found[Funder]]:
    """Alternative texts of images that state funding: "Euroopan unionin osarahoittama"."""
    for block in scope.document.blocks:
        if block.kind is BlockKind.IMAGE and block.zone is Zone.MAIN and scope.sole:
            stated = list(_of_text(block.text, block, f"{_FIELD}.logo", _RANKS["logo"]))
            yield from stated or _logo_name(block)


def _labelled_logos(scope: Scope) -> Iterator[Found[Funder]]:
    """A row of logos under a heading that speaks of funders: whoever they name pays."""
    for block in scope.blocks:
        if block.kind is BlockKind.IMAGE and block.headings and _FIELD in topics_of(block.headings[-1]):
            text = _LOGO.sub(" ", plain(block.text)).strip(" -–,.:")
            for named in organisations_of_value(text) if len(text.split()) <= _SHORT else ():
                if named.recognised:
                    value = Funder(id=named.id, name=named.name)
                    rule = f"{_FIELD}.logo.label"
                    yield Found(_FIELD, value, block.text, rule, block, block.headings[-1], _RANKS["label"])


_LOGO = re.compile(
    r"\b(?:logo\w{0,4}|logotyp\w{0,3}|tunnus|\w{1,20}-logo)(?!\w)|\.(?:png|jpe?g|svg|gif)", re.IGNORECASE
)


def _logo_name(block: Block) -> Iterator[Found[Funder]]:
    """A logo whose text is nothing but a public funder's name."""
    if len(block.text.split()) > _SHORT:
        return
    for match in organisations_in(block.text):
        row = vocabulary.by_key("funders", "id").get(match.funder_id or "")
        if match.known and row and row["type"] in ("eu", "state"):
            value = Funder(id=match.funder_id, name=match.nominative)
            yield Found(_FIELD, value, block.text, f"{_FIELD}.logo.name", block, match.text, _RANKS["logo"])


# --- sums ---------------------------------------------------------------------------------------------------------


def _with_amounts(text: str, payers: list[_Payer], block: Block, rule: str, rank: float) -> Iterator[Found[Funder]]:
    flat = plain(text)
    sums = _amounts_of(flat, payers) if payers else {}
    for payer in payers:
        following = min((p.start for p in payers if p.start > payer.start), default=len(flat))
        programme = _programme(flat[payer.end : following])
        funder = Funder(id=payer.id, name=payer.name, programme=programme, amount_eur=sums.get(payer.start))
        raw = text[payer.start : payer.end] or payer.name
        yield Found(_FIELD, funder, text, rule, block, raw, rank)


_PROGRAMME = re.compile(r"^\s*[,(–-]\s*([^,;()\n.]{3,120})")


def _programme(after: str) -> str | None:
    """The programme or kind of grant right after a funder: "Opetushallitus, opintoseteliavustus"."""
    found = _PROGRAMME.match(after)
    if found is None or not said("programme").search(found[1]):
        return None
    return re.split(r"\s\d{1,3}(?: \d{3})+|\s(?:ja|och|and)\s[A-ZÅÄÖ]", found[1])[0].strip(" -–") or None


def _amounts_of(text: str, payers: list[_Payer]) -> dict[int, float]:
    """Start of each payer -> what it gives: the sum after it and before the next payer, else the one before it."""
    free = [a for a in amounts_in(text, euros=True) if not _is_total(text, a) and not _is_foreign(text, a)]
    if leading := _leading_amounts(text, payers, free):
        return leading
    given: dict[int, float] = {}
    if not free and len(payers) == 1:
        free = [
            a
            for a in amounts_in(text)
            if not cues("total").search(_clause_before(text, a)) and not _is_foreign(text, a)
        ]
        free = free if len(free) == 1 else []
    for amount in free:
        before = [p for p in payers if p.end <= amount.span[0] and p.start not in given]
        before = [p for p in before if not _other_between(text, p, amount)]
        if before:
            given[before[-1].start] = amount.eur
    if not given and len(payers) == 1 and len(free) == 1:
        given[payers[0].start] = free[0].eur
    return given


def _leading_amounts(text: str, payers: list[_Payer], amounts: list[Amount]) -> dict[int, float]:
    """ "20 000 euroa Taikelta ja 5 000 euroa kunnalta": every sum stands right before its payer."""
    if len(payers) < 2 or len(amounts) != len(payers):
        return {}
    pairs = list(zip(amounts, sorted(payers, key=lambda p: p.start), strict=True))
    if not all(0 < p.start - a.span[1] <= _BEFORE_PAYER and "," not in text[a.span[1] : p.start] for a, p in pairs):
        return {}
    return {payer.start: amount.eur for amount, payer in pairs}


_BEFORE_PAYER = 30
"""Characters between a sum and the payer that it goes before."""


def _other_between(text: str, payer: _Payer, amount: Amount) -> bool:
    """Whether a total or another organisation that pays nothing stands between a payer and a sum."""
    return bool(cues("total").search(text[payer.end : amount.span[0]]))


def _is_total(text: str, amount: Amount) -> bool:
    lead = re.split(r"[;.]\s", without_about(text[max(0, amount.span[0] - 90) : amount.span[0]]))[-1]
    of_it = list(said("of_it").finditer(lead))
    lead = lead[of_it[-1].end() :] if of_it else lead
    return bool(cues("total").search(lead) or said("altogether").search(lead))


def _is_foreign(text: str, amount: Amount) -> bool:
    """Sums applied for, and those of a whole call for applications."""
    return bool(cues("own").search(text[max(0, amount.span[0] - 40) : amount.span[0]]))


def read_budget(scope: Scope) -> Found[float] | None:
    """The total budget of the initiative in euros, or None where the page states none. Never raises."""
    for passage in scope.passages:
        labels = topics_of(passage.label) if passage.label else ()
        if (passage.topic == "budget" or "budget" in labels) and (found := _labelled_budget(passage)):
            return found
    for block in scope.blocks:
        if block.columns and len(block.columns) == len(block.cells):
            total = _column_amount(list(zip(block.columns, block.cells, strict=True)), "total_column")
            if total:
                return Found("budget_eur", total, block.text, "budget.row", block, str(total), 1.0)
    for passage in scope.passages:
        for sentence in sentences(passage.text) if holds_number(passage.text) else ():
            if (amount := _total(sentence.text)) and not _plural(sentence.text):
                raw = sentence.text[slice(*amount.span)]
                return Found("budget_eur", amount.eur, sentence.text, "budget.sentence", passage.block, raw, 0.8)
    return None


def _labelled_budget(passage: Passage) -> Found[float] | None:
    amounts = amounts_in(plain(passage.text), euros=True)
    chosen = next((a for a in amounts if _is_total(plain(passage.text), a)), amounts[0] if len(amounts) == 1 else None)
    if chosen is None or (passage.topic != "budget" and not _is_total(plain(passage.text), chosen)):
        return None
    raw = passage.text[slice(*chosen.span)]
    return Found("budget_eur", chosen.eur, passage.text, "budget.label", passage.block, raw, 1.0)


def _total(sentence: str) -> Amount | None:
    text = plain(sentence)
    for amount in amounts_in(text):
        if cues("total").search(_clause_before(text, amount)):
            return amount
    return None


def _clause_before(text: str, amount: Amount) -> str:
    lead = without_about(text[max(0, amount.span[0] - 70) : amount.span[0]])
    return re.split(r"[;.]\s|,\s|€", lead)[-1]


def _plural(sentence: str) -> bool:
    """Whether a total is that of several projects together."""
    return bool(said("several").search(sentence))


# --- duplicates ---------------------------------------------------------------------------------------------------


def _settled(found: list[Found[Funder]]) -> list[Found[Funder]]:
    """Each funder once, the strongest statement first; the Union goes where one of its funds is named."""
    chosen: list[Found[Funder]] = []
    for item in sorted(found, key=lambda f: -f.rank):
        same = next((i for i, c in enumerate(chosen) if _same(c.value, item.value)), None)
        if same is None:
            chosen.append(item)
        elif chosen[same].value.amount_eur is None and item.value.amount_eur is not None:
            update = {"amount_eur": item.value.amount_eur}
            chosen[same] = replace(chosen[same], value=chosen[same].value.model_copy(update=update))
    chosen = _without_leader_groups(chosen)
    parents = {_parent(c.value.id) for c in chosen}
    kept = [c for c in chosen if c.value.id not in parents or c.value.id != "eu"]
    if any(c.value.id != "veikkaus" for c in kept):
        kept = [c for c in kept if c.value.id != "veikkaus"]  # the money's origin, not who grants it
    return sorted(kept, key=lambda f: (f.block.index, -f.rank))


def _without_leader_groups(found: list[Found[Funder]]) -> list[Found[Funder]]:
    """The rural fund alone where a Leader group is named beside it: the group hands out the fund's money."""
    fund = next((f for f in found if f.value.id == _RURAL and said("rural_fund").search(f.value.name)), None)
    groups = [
        f for f in found if f.value.id == _RURAL and f is not fund and not said("rural_fund").search(f.value.name)
    ]
    if fund is None or not groups:
        return found
    amount = next((g.value.amount_eur for g in groups if g.value.amount_eur), None)
    if fund.value.amount_eur is None and amount:
        joined = replace(fund, value=fund.value.model_copy(update={"amount_eur": amount}))
        found = [joined if f is fund else f for f in found]
    return [f for f in found if f not in groups]


_RURAL = "maaseuturahasto"


def _parent(id_: str | None) -> str | None:
    row = vocabulary.by_key("funders", "id").get(id_ or "")
    return row["parent"] if row and id_ not in ("taike", "kuvi", "oph", "museovirasto") else None


_GENERIC = frozenset(
    {None, "kunta", "maakuntaliitto", "hyvinvointialue", "yliopisto_amk", "kirkko", "saatio", "yritys", "yhdistys",
     "avi", "ely", "elinvoimakeskus", "maaseuturahasto"}
)  # fmt: skip


def _same(a: Funder, b: Funder) -> bool:
    if a.name.casefold() == b.name.casefold():
        return True
    if a.id != b.id:
        return False
    if a.id not in _GENERIC or a.id in ("avi", "ely"):
        return True  # one agency, by its short name or in another language
    short, long = sorted((a.name.casefold(), b.name.casefold()), key=len)
    return a.id is not None and (short in long or short in ("ely-keskus", "elinkeino-, liikenne- ja ympäristökeskus"))
