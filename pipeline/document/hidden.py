"""E-mail addresses that a page hides from robots in its own markup, shown as a reader's browser shows them.

Only what the page itself tells exactly is taken: codes with a known key, and strings that a script joins. A
script is never run.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml.etree import _Element

_ADDRESS = re.compile(r"[\w.+\-åäöÅÄÖ]{1,64}@[\w\-åäö]{1,63}(?:\.[\w\-åäö]{1,63}){1,5}")
_AT = re.compile(r" ?[\[(] ?(?:at|@|ät|a) ?[\])] ?")
_DOT = re.compile(r" ?[\[(] ?(?:dot|piste|punkt|\.) ?[\])] ?")
_LONGEST_SCRIPT = 5000
"""Characters of a script that writes one address; longer ones are programs."""
_TYPO3 = re.compile(r"unCryptMailto\(\s*(?:'|%27)([^')]{5,200}?)(?:'|%27)", re.IGNORECASE)
# the ranges in which TYPO3 turns the characters of an address
_TURNED = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
_REVERSED = re.compile(r"direction:\s*rtl")
_OVERRIDDEN = re.compile(r"unicode-bidi:\s*bidi-override")
_LOCALS = ("data-user", "data-name", "data-local", "data-mailbox")
_HOSTS = ("data-domain", "data-host", "data-website")
_WHOLES = ("data-email", "data-mail", "data-mailto", "data-email-address")
_TARGET = re.compile(r"getElementById\(\s*['\"]([\w\-]{1,60})['\"]")
_STATEMENT = re.compile(
    r"(?:var |let |const )?\s*(?P<name>[A-Za-z_$][\w$]{0,60})\s*(?P<sign>\+?=)\s*(?P<value>[^;]*)(?:;|$)"
)
_WRITTEN = re.compile(r"(?:document\.write(?:ln)?\(|\.innerHTML\s*\+?=\s*)(?P<value>[^;]*)")
_PIECE = re.compile(r"'(?P<string>\d+)'|(?P<name>[A-Za-z_$][\w$]*)|(?P<other>[^\s+)])")
_TAG = re.compile(r"<[^<>]*>")
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")


def reveal(tree: _Element) -> None:
    """Put hidden addresses into the tree as mail links or text, in place. Leaves what it cannot read alone."""
    for element in [e for e in tree.iter() if isinstance(e.tag, str)]:
        if element.tag == "joomla-hidden-mail":
            _show(element, _of_joomla(element))
        elif element.tag == "script":
            _of_script(element, tree)
        elif element.tag == "object" and not element.get("data"):
            element.tag = "span"  # some site builders wrap links in it
        elif element.tag in ("a", "span"):
            _of_attributes(element)
        if _is_reversed(element):
            _turn_round(element)


def _show(element: _Element, address: str | None) -> None:
    """Make the element a mail link with the address as its text."""
    if address is None:
        return
    tail = element.tail
    element.clear()
    element.tag, element.tail = "a", tail
    element.set("href", f"mailto:{address}")
    element.text = address


def _valid(address: str | None) -> str | None:
    if address is None:
        return None
    address = _DOT.sub(".", _AT.sub("@", html.unescape(address).strip().removeprefix("mailto:")))
    return address if _ADDRESS.fullmatch(address) else None


def _decoded(code: str) -> str | None:
    try:
        return base64.b64decode(code, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


def _of_joomla(element: _Element) -> str | None:
    first, last = _decoded(element.get("first") or ""), _decoded(element.get("last") or "")
    return _valid(f"{first}@{last}") if first and last else None


# ---------------------------------------------------------------- attributes


def _of_attributes(element: _Element) -> None:
    address = next((found for read in _READERS if (found := read(element)) is not None), None)
    if address is None:
        return
    shown = "".join(element.itertext()).strip()
    if not shown:
        _show(element, address)
    else:
        element.tag = "a"
        element.set("href", f"mailto:{address}")


def _of_typo3(element: _Element) -> str | None:
    """``data-mailto-token`` or ``linkTo_UnCryptMailto('...')``: turned letters that begin with mailto."""
    match = _TYPO3.search(element.get("href") or "")
    token = element.get("data-mailto-token") or (unquote(match[1]) if match else "")
    if len(token) < len("mailto:a@b.c") or not "a" <= token[0] <= "z":
        return None
    plain = "".join(_turned(letter, ord("m") - ord(token[0])) for letter in token)
    return _valid(plain) if plain.startswith("mailto:") else None


def _turned(letter: str, steps: int) -> str:
    code = ord(letter)
    for first, last in _TURNED:
        if first <= code <= last:
            return chr(first + (code - first + steps) % (last - first + 1))
    return letter


def _of_rot13(element: _Element) -> str | None:
    return _valid(codecs.decode((element.get("data-enc-email") or "").replace("[at]", "@"), "rot13"))


def _of_pair(element: _Element) -> str | None:
    local = next((element.get(n) for n in _LOCALS if element.get(n)), None)
    host = next((element.get(n) for n in _HOSTS if element.get(n)), None)
    if not local or not host:
        return None
    return _valid(f"{local}@{host}{'.' + element.get('data-tld') if element.get('data-tld') else ''}")


def _of_whole(element: _Element) -> str | None:
    for name in _WHOLES:
        value = element.get(name)
        if value:
            return _valid(value) or _valid(_decoded(value)) or _valid(value[::-1])
    return None


_READERS: tuple[Callable[[_Element], str | None], ...] = (_of_typo3, _of_rot13, _of_pair, _of_whole)


# ---------------------------------------------------------------- text written backwards


def _is_reversed(element: _Element) -> bool:
    style = element.get("style") or ""
    return bool(style) and _REVERSED.search(style) is not None and _OVERRIDDEN.search(style) is not None


def _turn_round(element: _Element) -> None:
    if len(element) == 0 and element.text:
        element.text = element.text[::-1]


# ---------------------------------------------------------------- scripts


def _of_script(script: _Element, tree: _Element) -> None:
    """The address that a short script writes: into the element that it names, else where it stands."""
    text = script.text or ""
    if not text or len(text) > _LONGEST_SCRIPT or not ("mailto" in text or "@" in text or "&#64;" in text):
        return
    address = _written(text)
    if address is None:
        return
    named = _TARGET.search(text)
    target = next((e for e in tree.iter() if e.get("id") == named[1]), None) if named else None
    if target is not None:
        _show(target, address)
    elif "document.write" in text:
        link = script.makeelement("a", {"href": f"mailto:{address}"})
        link.text = address
        link.tail = " "
        script.addprevious(link)


def _written(script: str) -> str | None:
    """The first address in what a script writes, its strings and variables joined. None if it does anything else."""
    held: list[str] = []

    def hold(literal: re.Match[str]) -> str:
        held.append(literal.group()[1:-1])
        return f"'{len(held) - 1}'"

    # a semicolon inside a string ends no statement
    script = _LITERAL.sub(hold, script)
    values: dict[str, str] = {}
    for statement in re.split(r"[;\n]", script):
        written = _WRITTEN.search(statement)
        if written is not None:
            address = _first_address(_joined(written["value"], values, held))
            if address:
                return address
            continue
        match = _STATEMENT.fullmatch(statement.strip())
        if match is None:
            continue
        value = _joined(match["value"], values, held)
        if value is not None:
            values[match["name"]] = (values.get(match["name"], "") if match["sign"] == "+=" else "") + value
    return None


def _joined(expression: str, values: dict[str, str], held: list[str]) -> str | None:
    """The text of strings and names joined by plus signs; None where anything else is in the expression."""
    text = ""
    for piece in _PIECE.finditer(expression):
        if piece["string"]:
            text += re.sub(r"\\(.)", r"\1", held[int(piece["string"])])
        elif piece["name"] and piece["name"] in values:
            text += values[piece["name"]]
        else:
            return None
    return text


def _first_address(text: str | None) -> str | None:
    """The address that a reader sees; that of a whole link without it. A link only opened says nothing yet."""
    if not text:
        return None
    plain = html.unescape(text)
    found = _ADDRESS.search(_TAG.sub(" ", plain)) or (_ADDRESS.search(plain) if "</a" in plain else None)
    return found.group() if found else None
