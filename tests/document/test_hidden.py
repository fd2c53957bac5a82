"""Addresses that pages hide from robots, and what is left alone."""

from __future__ import annotations

import pytest

from pipeline.document import parse

ADDRESS = "maija.malli@kunta.example"


def shown(body: str) -> str:
    """All text and mail links of a page."""
    page = parse(f"<html><body><main><h1>Virta</h1>{body}</main></body></html>", "https://kunta.example/")
    return "\n".join([*(b.text for b in page.blocks), *(link.url for b in page.blocks for link in b.links)])


HIDDEN = [
    '<p>Projektipäällikkö Maija Malli <joomla-hidden-mail is-link="1" is-email="1" first="bWFpamEubWFsbGk=" last="a3VudGEuZXhhbXBsZQ==" text="bWFpamEubWFsbGlAa3VudGEuZXhhbXBsZQ==" base="">Tämä sähköpostiosoite on suojattu</joomla-hidden-mail></p>',
    "<p>Projektipäällikkö Maija Malli <span id='cloak1'>Tämä sähköpostiosoite on suojattu spamboteilta.</span><script>document.getElementById('cloak1').innerHTML = '';var prefix = '&#109;a' + 'i&#108;' + '&#116;o';var path = 'hr' + 'ef' + '=';var addy1 = 'm&#97;ij&#97;.m&#97;lli' + '&#64;';addy1 = addy1 + 'k&#117;nt&#97;' + '&#46;' + '&#101;x&#97;mpl&#101;';document.getElementById('cloak1').innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy1 + '\\'>' + addy1+'<\\/a>';</script></p>",
    "<p>Projektipäällikkö Maija Malli <script>document.write('<a href=\"mailto:' + 'maija.malli' + '@' + 'kunta.example' + '\">' + 'maija.malli' + '@' + 'kunta.example' + '</a>');</script></p>",
    "<p>Projektipäällikkö Maija Malli <a href=\"javascript:linkTo_UnCryptMailto('ocknvq,ocklc0ocnnkBmwpvc0gzcorng');\">lähetä</a></p>",
    '<p>Projektipäällikkö Maija Malli <a href="#" data-mailto-token="ocknvq,ocklc0ocnnkBmwpvc0gzcorng" data-mailto-vector="2">Lähetä</a></p>',
    '<p>Projektipäällikkö Maija Malli <a href="javascript:;" data-enc-email="znvwn.znyyv[at]xhagn.rknzcyr">Lähetä</a></p>',
    '<p>Projektipäällikkö Maija Malli <span style="unicode-bidi:bidi-override; direction: rtl;">elpmaxe.atnuk@illam.ajiam</span></p>',
    '<p>Projektipäällikkö Maija Malli <a class="mail" data-user="maija.malli" data-domain="kunta.example">Lähetä</a></p>',
    "<p>Projektipäällikkö Maija Malli maija.malli&#64;kunta&#46;example</p>",
    "<p>Maija <object height='0'><a href='mailto:maija.malli@kunta.example'>maija.malli@kunta.example</a></object></p>",
    "<p>Maija <a data-email='bWFpamEubWFsbGlAa3VudGEuZXhhbXBsZQ=='></a></p>",
]


@pytest.mark.parametrize("body", HIDDEN)
def test_hidden_addresses_are_shown(body: str) -> None:
    assert ADDRESS in shown(body)


LEFT = [
    "<p>Maija <joomla-hidden-mail first='%%%' last='='>Suojattu</joomla-hidden-mail></p>",
    "<p>Maija</p><script>var user = load('maija'); document.write(user + '@' + host());</script>",
    "<p>Maija</p><script>document.write('<a href=\"mailto:maija.malli@kunta.example\">');</script>",
    "<p>Maija <a href=\"javascript:linkTo_UnCryptMailto('zzzzzzzzzzzzzz')\">Posti</a></p>",
    "<p>Maija <object data='esite.pdf'>esite@kunta.example</object></p>",
    "<p>Maija <a data-user='maija'>Posti</a></p>",
]


@pytest.mark.parametrize("body", LEFT)
def test_what_cannot_be_read_exactly_is_left_alone(body: str) -> None:
    assert "@" not in shown(body)


def test_text_after_a_script_stays_where_it_was() -> None:
    body = "<p>Posti: <script>document.write('maija.malli' + '@kunta.example');</script>, puh. 040 123 4567</p>"
    assert "Posti: maija.malli@kunta.example , puh. 040 123 4567" in shown(body)
