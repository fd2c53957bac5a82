"""The declarations: ours are sound, and a malformed one is told in one line."""

import re
from pathlib import Path

import pytest

from pipeline.addresses import path_and_query
from pipeline.document.model import Hints
from pipeline.sites import (
    DeclarationError,
    check_sites,
    generic_site,
    hints_of,
    load_sites,
    read_declaration,
    site_for,
)

SEED_PAGES = [
    "https://taikusydan.turkuamk.fi/alueverkostot/pohjois-pohjanmaa/",
    "https://www.kulttuurivalve.fi/fi/kulttuuripalvelut/kulttuurihyvinvointi/yhteistyoverkostot/",
    "https://pohjois-karjala.fi/2022/01/kulttuurista-hyvinvointia-pohjois-karjalaan/",
    "https://www.pieksamaki.fi/kulttuurista-hyvinvointia-kaikille/",
    "https://www.kyhy.fi/index.php/kymenlaakso/",
]

GOOD = """
publisher = "Mallikunta"
regions = ["10"]
language = "fi"
follow = ['/hankkeet/[^/?]+/']

[expect]
min = 1
max = 9

[hints]
main = "main"
drop = [".uutiset"]

[[start]]
url = "https://www.kunta.fi/hankkeet/"
"""


def declare(folder: Path, text: str, name: str = "www.kunta.fi.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_our_declarations_are_sound() -> None:
    assert check_sites() == []
    assert len(load_sites()) >= 88


@pytest.mark.parametrize("url", SEED_PAGES)
def test_the_seed_pages_are_start_pages_of_declared_sites(url: str) -> None:
    site = site_for(url)
    assert site is not None
    assert url in site.start_urls


def test_a_declaration_gives_a_site(tmp_path: Path) -> None:
    site = read_declaration(declare(tmp_path, GOOD))
    assert site.id == "www.kunta.fi"
    assert site.start_urls == ("https://www.kunta.fi/hankkeet/",)
    assert hints_of(site) == Hints(main="main", drop=(".uutiset",))
    assert site.extractor == "www.kunta.fi"
    assert check_sites(tmp_path) == []
    assert load_sites(tmp_path) == {"www.kunta.fi": site}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.pieksamaki.fi/hanke", "www.pieksamaki.fi"),
        ("https://pieksamaki.fi/hanke", "www.pieksamaki.fi"),
        ("https://www.pieksamaki.fi.example/hanke", "www.pieksamaki.fi"),
        ("https://www.taikusydan.turkuamk.fi/", "taikusydan.turkuamk.fi"),
        ("https://taike.fi/", "taike.fi"),
        ("https://www.taike.fi/", "www.taike.fi"),
    ],
)
def test_the_site_of_an_address(url: str, host: str) -> None:
    site = site_for(url)
    assert site is not None
    assert site.id == host


def test_an_unknown_host_gets_a_generic_site() -> None:
    url = "https://www.eiole.example/hanke"
    assert site_for(url) is None
    site = generic_site("www.eiole.example", url)
    assert (site.start_urls, site.follow, site.max_depth, site.extractor) == ((url,), (), 0, "generic")
    assert hints_of(None) == hints_of(site) == Hints()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('publisher = "Mallikunta"\n', "", r'key "publisher" is missing: add it'),
        ("regions", "region", r'key "region" is unknown: correct its spelling or remove it'),
        ('"fi"', '"suomi"', r'key "language": .*suomi'),
        ("min = 1", "min = 20", r'key "expect": .*larger than max'),
        ("min = 1", "min = -1", r'key "expect.min": .*-1'),
        ("[[start]]", "[[start]", r"not valid TOML.*line"),
        ('url = "https', 'uri = "https', r'key "start.0.url" is missing'),
        ('publisher = "Mallikunta"', 'publisher = ""', r'key "publisher": '),
        ('publisher = "Mallikunta"', 'id = "a.fi"\npublisher = "M"', r'key "id": remove it'),
    ],
)
def test_a_malformed_declaration_is_one_clear_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    file = declare(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DeclarationError) as error:
        load_sites(tmp_path)
    message = str(error.value)
    assert message.startswith("www.kunta.fi.toml: ")
    assert "\n" not in message
    assert re.search(told, message)
    assert check_sites(file.parent) == [message]


@pytest.mark.parametrize("name", ["Kunta.fi.toml", "kunta.toml", "www kunta.fi.toml"])
def test_a_file_name_that_is_no_host(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeclarationError, match="name the file by the host"):
        read_declaration(declare(tmp_path, GOOD, name))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "kunta.fi.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DeclarationError, match="not valid TOML"):
        load_sites(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["10"]', '["99"]', "'99' is no region code"),
        ("www.kunta.fi/hankkeet/", "muu.fi/", "https://muu.fi/ is not on www.kunta.fi"),
        ("https://www.kunta.fi", "www.kunta.fi", "is no http or https address"),
        ("[^/?]+/'", "[^/?+/'", "is no regular expression"),
        ('"main"', '"main >"', 'key "hints.main": .* is no CSS selector'),
        ('".uutiset"', '".a", "::"', 'key "hints.drop": .* is no CSS selector'),
    ],
)
def test_check_finds_what_the_model_cannot(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    declare(tmp_path, GOOD.replace(old, new, 1))
    (problem,) = check_sites(tmp_path)
    assert problem.startswith("www.kunta.fi.toml: ")
    assert re.search(told, problem)


def test_check_finds_a_start_address_given_twice(tmp_path: Path) -> None:
    twice = GOOD + '\n[[start]]\nurl = "https://www.kunta.fi/hankkeet/#alku"\n'
    declare(tmp_path, twice)
    (problem,) = check_sites(tmp_path)
    assert problem == "start address https://www.kunta.fi/hankkeet/ is declared twice: keep one"


def test_an_empty_folder_has_no_sites(tmp_path: Path) -> None:
    assert load_sites(tmp_path) == {}


@pytest.mark.parametrize(
    ("host", "target", "followed"),
    [
        ("www.pieksamaki.fi", "/kaupunki-ja-yhteystiedot/hankkeet/mallihanke/", True),
        ("www.pieksamaki.fi", "/kaupunki-ja-yhteystiedot/hankkeet/", False),
        ("www.pieksamaki.fi", "/kaupunki-ja-yhteystiedot/hankkeet/mallihanke/liite/", False),
        ("www.pieksamaki.fi", "/kaupunki-ja-yhteystiedot/", False),
        ("taikusydan.turkuamk.fi", "/alueverkostot/kainuu/", True),
        ("taikusydan.turkuamk.fi", "/hankkeet/mallihanke-2018/", True),
        ("taikusydan.turkuamk.fi", "/uutiset/jotain/", False),
        ("www.jyvaskyla.fi", "/kulttuuri/kulttuuripalvelut/kulttuuripalvelujen-hankkeet/mallihanke", True),
        ("innokyla.fi", "/fi/toimintamalli/kulttuurilahete", True),
        ("innokyla.fi", "/fi/toimintamalli/lonkkaliukumaki", False),
        ("maaseutuverkosto.fi", "/hankkeet/mallihanke/", True),
        ("www.eura2014.fi", "/rrtiepa/projekti.php?projektikoodi=S20001", True),
        ("www.eura2014.fi", "/rrtiepa/projekti.php?projektikoodi=S20001&tulosta=1", False),
    ],
)
def test_the_patterns_follow_project_pages_only(host: str, target: str, followed: bool) -> None:
    patterns = load_sites()[host].follow
    assert any(re.fullmatch(p, path_and_query(f"https://{host}{target}")) for p in patterns) is followed
