"""HTML to blocks: one test a rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Block, BlockKind, Hints, Zone, parse
from pipeline.document.inline import decode_cfemail

URL = "https://www.mallila.example/hankkeet/"


def main(html: str, **kwargs: object) -> tuple[Block, ...]:
    return parse(f"<body><main>{html}<p>{'Täytettä. ' * 10}</p></main></body>", URL, **kwargs).main[:-1]  # type: ignore[arg-type]


def texts(html: str) -> list[str]:
    return [block.text for block in main(html)]


def test_a_line_break_is_kept_and_other_white_space_is_one_space() -> None:
    assert texts("<p>Maija\n   Malli<br>projektipäällikkö<br/>\n040&nbsp;123</p>") == [
        "Maija Malli\nprojektipäällikkö\n040 123"
    ]


def test_spans_that_styling_sets_apart_are_lines_and_split_words_are_not() -> None:
    card = '<div><span class="n">Maija Malli</span><span class="t">Tuottaja</span><span class="p">040 1</span></div>'
    assert texts(card) == ["Maija Malli\nTuottaja\n040 1"]
    assert texts('<p><span class="a">Kylä</span><span class="b">taide</span></p>') == ["Kylätaide"]


def test_soft_hyphens_and_zero_width_characters_go() -> None:
    assert texts("<p>kulttuuri&shy;hyvin\u200bvointi\ufeff</p>") == ["kulttuurihyvinvointi"]


def test_inline_text_beside_a_block_is_a_block_of_its_own() -> None:
    assert texts("<div>Kesto<div>2020–2022</div>ja muuta</div>") == ["Kesto", "2020–2022", "ja muuta"]


def test_an_inline_element_around_blocks_is_transparent() -> None:
    assert texts("<span><p>Yksi</p><p>Kaksi</p></span>") == ["Yksi", "Kaksi"]


def test_headings_stand_in_the_path_of_what_follows() -> None:
    blocks = main("<h1>Hankkeet</h1><h2>Kylätaide</h2><p>a</p><h3>Kesto</h3><p>b</p><h2>Toinen</h2><p>c</p>")
    assert {b.text: b.headings for b in blocks if not b.level} == {
        "a": ("Hankkeet", "Kylätaide"),
        "b": ("Hankkeet", "Kylätaide", "Kesto"),
        "c": ("Hankkeet", "Toinen"),
    }
    assert all(blocks[0].index in b.heading_indexes for b in blocks if not b.level)


def test_accordion_buttons_are_headings_of_one_level() -> None:
    panel = '<button aria-expanded="false">{}</button><div><h4>Kesto</h4><p>{}</p></div>'
    blocks = main("<h2>Hankkeet</h2>" + panel.format("Yksi", "a") + panel.format("Kaksi", "b"))
    assert {b.text: b.headings[1] for b in blocks if b.text in "ab"} == {"a": "Yksi", "b": "Kaksi"}


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>Kylätaide</strong></p>",
        "<div><b>Kylätaide</b></div>",
        "<details><summary>Kylätaide</summary></details>",
    ],
)
def test_a_bold_line_or_a_summary_is_a_heading(html: str) -> None:
    (block,) = main(html)
    assert block.level


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>Hanke päättyi vuonna 2020.</strong></p>",
        "<p><strong>Hanke</strong> alkoi</p>",
        "<ul><li><b>Hanke</b></li></ul>",
    ],
)
def test_a_bold_sentence_a_bold_word_and_a_bold_item_are_none(html: str) -> None:
    assert not any(block.level for block in main(html))


def test_a_button_that_opens_nothing_gives_no_text() -> None:
    assert texts("<p>Teksti</p><button>Tulosta</button>") == ["Teksti"]


def test_a_table_with_a_header_gives_rows_with_columns() -> None:
    html = "<table><tr><th>Hanke</th><th>Aika</th><th>Rahoitus</th></tr><tr><td>Kylätaide</td><td>2020</td><td>Taike</td></tr></table>"
    (row,) = main(html)
    assert row.kind is BlockKind.ROW
    assert (row.columns, row.cells) == (("Hanke", "Aika", "Rahoitus"), ("Kylätaide", "2020", "Taike"))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><th>Kesto</th><td>2020</td></tr></table>",
        "<table><tr><td>Kesto</td><td>2020</td></tr><tr><td>Rahoittaja</td><td>Taike</td></tr></table>",
        "<dl><dt>Kesto</dt><dd>2020</dd></dl>",
        "<dl><div><dt>Kesto</dt><dd>2020</dd></div></dl>",
    ],
)
def test_markup_that_pairs_label_and_value_gives_pairs(html: str) -> None:
    assert main(html)[0].pairs == (("Kesto", "2020"),)


def test_a_table_that_lays_out_the_page_is_walked() -> None:
    html = "<table><tr><td><h2>Kylätaide</h2><p>Hanke alkoi.</p></td><td><p>Maija Malli</p></td></tr></table>"
    assert [b.kind for b in main(html)] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_links_are_absolute_and_mailto_stays() -> None:
    html = '<p><a href="kylataide/">Kylätaide</a> <a href="mailto:maija.malli@mallila.example">Maija</a></p>'
    assert [link.url for link in main(html)[0].links] == [URL + "kylataide/", "mailto:maija.malli@mallila.example"]


def test_an_image_of_an_at_sign_is_text_and_other_images_are_blocks() -> None:
    blocks = main('<p>maija.malli<img alt="@" src="at.png">mallila.example <img alt="Taike" src="logo.png"></p>')
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "maija.malli@mallila.example"),
        (BlockKind.IMAGE, "Taike"),
    ]


def test_cloudflare_addresses_are_decoded() -> None:
    key, address = 0x42, "maija.malli@mallila.example"
    code = bytes([key, *(b ^ key for b in address.encode())]).hex()
    assert decode_cfemail(code) == address
    assert texts(f'<p><a class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a></p>') == [address]
    assert decode_cfemail("not hexadecimal") == ""


def test_text_for_screen_readers_alone_is_left_out() -> None:
    assert texts('<h2>Kylätaide</h2><h2 class="visually-hidden">Murupolku</h2>') == ["Kylätaide"]


def test_numeric_entities_are_characters() -> None:
    assert texts("<p>maija&#64;mallila&#46;example</p>") == ["maija@mallila.example"]


# -- zones -------------------------------------------------------------------------------------------------------------

PAGE = """<html lang="fi"><body class="page has-sidebar"><header class="site-header"><p>Mallilan kunta</p></header>
<nav><a href="/">Etusivu</a></nav><div class="cookie-consent"><p>Evästeet</p></div>
{content}
<div class="sidebar-right"><p>Uutinen 1.1.2020</p></div><footer><p>Vaihde 08 123 4567</p></footer></body></html>"""


@pytest.mark.parametrize(
    "content", ["<main><p>{}</p></main>", '<div role="main"><p>{}</p></div>', "<div><h1>Hanke</h1><p>{}</p></div>"]
)
def test_zones(content: str) -> None:
    text = "Hankkeen oma teksti, joka kertoo hankkeen tavoitteista ja toiminnasta kaikkialla kunnassa."
    zones = {b.text: b.zone for b in parse(PAGE.format(content=content.format(text)), URL).blocks}
    assert zones == {
        **({"Hanke": Zone.MAIN} if "h1" in content else {}),
        text: Zone.MAIN,
        "Mallilan kunta": Zone.HEADER,
        "Evästeet": Zone.NOTICE,
        "Uutinen 1.1.2020": Zone.ASIDE,
        "Vaihde 08 123 4567": Zone.FOOTER,
    }


def test_a_page_builders_widget_is_content() -> None:
    html = '<h1>Hanke</h1><div class="elementor-widget elementor-widget-text"><p>Teksti</p></div>'
    assert [b.zone for b in parse(html, URL).blocks] == [Zone.MAIN, Zone.MAIN]


def test_a_box_of_news_inside_main_is_aside_but_not_the_rest() -> None:
    html = "<h1>Kylätaide</h1><p>{0}</p><div><h2>Ajankohtaista</h2><ul><li>Haku 1.2.2020</li></ul></div><p>{0}</p>"
    blocks = main(html.format("Hankkeessa tehdään taidetta kylillä. " * 4))
    assert [b.text for b in blocks if "Haku" in b.text or "Ajankohtaista" in b.text] == []


def test_what_holds_most_of_the_page_is_no_box_of_news() -> None:
    html = f"<div><h2>Ajankohtaista</h2><h3>Kylätaide sai rahoituksen</h3><p>{'Hanke alkaa. ' * 40}</p></div>"
    assert "Kylätaide sai rahoituksen" in [b.text for b in parse(html, URL).main]


# -- the whole document ------------------------------------------------------------------------------------------------


def test_title_meta_canonical_and_language_versions() -> None:
    head = """<head><title> Kylätaide |  Mallila </title><meta property="og:title" content="Kylätaide">
    <link rel="canonical" href="/kylataide"><link rel="alternate" hreflang="sv" href="/sv/bykonst"></head>"""
    document = parse(f"<html lang='fi'>{head}<body><p>Teksti</p></body></html>", URL)
    assert document.title == "Kylätaide | Mallila"
    assert document.meta == {"og:title": "Kylätaide"}
    assert document.canonical == "https://www.mallila.example/kylataide"
    assert document.alternates == {"sv": "https://www.mallila.example/sv/bykonst"}


@pytest.mark.parametrize(
    ("charset", "declaration"),
    [
        ("windows-1252", ""),
        (None, '<meta charset="iso-8859-1">'),
        ("utf-8", ""),
        (None, '<meta charset="utf-8">'),
        (None, ""),
    ],
)
def test_the_charset_comes_from_the_header_the_page_or_a_guess(charset: str | None, declaration: str) -> None:
    encoding = charset or ("iso-8859-1" if "8859" in declaration else "utf-8")
    body = f"<html><head>{declaration}</head><body><p>Yhteisötaidetta äideille</p></body></html>".encode(encoding)
    assert [b.text for b in parse(body, URL, charset=charset).blocks] == ["Yhteisötaidetta äideille"]


def test_a_byte_order_mark_wins_over_a_wrong_header() -> None:
    body = "\ufeff<p>Äänellä</p>".encode()
    assert [b.text for b in parse(body, URL, charset="windows-1252").blocks] == ["Äänellä"]


def test_a_title_outside_the_head_is_no_text_of_the_page() -> None:
    document = parse("<title>Kylätaide</title><p>Teksti</p>", URL)
    assert (document.title, [b.text for b in document.blocks]) == ("Kylätaide", ["Teksti"])


@pytest.mark.parametrize("address", ["http://[x]/", "http://[", "//[::"])
def test_addresses_that_are_none_are_passed_over(address: str) -> None:
    head = f'<base href="{address}"><link rel="canonical" href="{address}"><link rel="alternate" hreflang="sv" href="{address}">'
    document = parse(f"<head>{head}</head><p>Teksti <a href='{address}'>x</a></p>", URL)
    assert (document.canonical, document.links) == (None, ())


def test_hints_choose_main_drop_and_make_records_and_headings() -> None:
    html = """<main><p>Muuta</p></main><div id="lista"><div class="kortti"><p class="nimi">Kylätaide</p><p>2020</p></div>
    <div class="kortti"><p class="nimi">Toinen</p><p>2021</p></div><div class="mainos">Mainos</div></div>"""
    document = parse(html, URL, Hints(main="#lista", drop=(".mainos",), record=".kortti", heading=(".nimi",)))
    assert [(b.text, bool(b.level)) for b in document.main] == [
        ("Kylätaide", True),
        ("2020", False),
        ("Toinen", True),
        ("2021", False),
    ]
    assert len(document.record_roots) == 2
    assert all(any(root in b.containers for b in document.main) for root in document.record_roots)


@pytest.mark.parametrize("html", ["", "   ", "\x00", "<!-- -->", "<", "ei merkintää lainkaan"])
def test_hopeless_pages_give_a_document(html: str) -> None:
    assert parse(html, URL).url == URL


def test_deep_nesting_neither_fails_nor_takes_the_text_before_it() -> None:
    deep = "<p>Alku</p>" + "<div>" * 3000 + "pohja" + "</div>" * 3000 + "<b>" * 3000 + "x"
    assert parse(deep, URL).blocks[0].text == "Alku"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<table><tr><td>",
                "</td>",
                "<li>",
                "<h2>",
                "<dl><dt>",
                "<dd>",
                "<b>",
                "<br>",
                "Kesto: 2020",
                "<a href='http://[x'>",
                "<img alt='@'>",
                "&#0;",
                "<button aria-expanded>",
                "<main>",
                "\ud83d"[:0],
                "ä",
            ]
        ),
        max_size=40,
    )
)
def test_any_soup_is_parsed(pieces: list[str]) -> None:
    document = parse("".join(pieces), URL)
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))
    assert all(b.text == b.text.strip() and b.text for b in document.blocks)
