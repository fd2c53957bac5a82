"""Which addresses are the same page, host and site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.addresses import host_of, normalise, path_and_query, real_host, same_site


@pytest.mark.parametrize(
    ("host", "real"),
    [
        ("www.kunta.fi", "www.kunta.fi"),
        ("www.kunta.fi.example", "www.kunta.fi"),
        ("WWW.Kunta.FI.Example", "www.kunta.fi"),
        ("kunta.example", "kunta.example"),
        ("kunta.fi.", "kunta.fi"),
        ("example.fi", "example.fi"),
        ("", ""),
    ],
)
def test_real_host(host: str, real: str) -> None:
    assert real_host(host) == real


@pytest.mark.parametrize(
    ("given_url", "normal"),
    [
        ("HTTPS://WWW.Kunta.fi/Hanke", "https://www.kunta.fi/Hanke"),
        ("https://kunta.fi", "https://kunta.fi/"),
        ("https://kunta.fi:443/a", "https://kunta.fi/a"),
        ("http://kunta.fi:80/a", "http://kunta.fi/a"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("https://kunta.fi/a#yhteystiedot", "https://kunta.fi/a"),
        ("https://kunta.fi/a?utm_source=x&id=3&fbclid=y&GCLID=z", "https://kunta.fi/a?id=3"),
        ("https://kunta.fi/a?utm_source=x", "https://kunta.fi/a"),
        ("https://kunta.fi/a?page=b&lang=fi", "https://kunta.fi/a?page=b&lang=fi"),
        ("https://nimi:sala@kunta.fi/a", "https://kunta.fi/a"),
        ("  https://kunta.fi/a b ", "https://kunta.fi/a%20b"),
        ("https://kärsämäki.fi/äiti?q=ö", "https://xn--krsmki-buacb.fi/%C3%A4iti?q=%C3%B6"),
        ("https://kunta.fi/%C3%A4iti?a[]=1|2", "https://kunta.fi/%C3%A4iti?a[]=1|2"),
        ("https://kunta.fi.example/a", "https://kunta.fi.example/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_normalise(given_url: str, normal: str) -> None:
    assert normalise(given_url) == normal


@pytest.mark.parametrize(
    "bad", ["mailto:a@b.example", "/hanke", "ftp://kunta.fi/", "https://", "http://[x", "http://a:b/"]
)
def test_normalise_names_what_is_no_page_address(bad: str) -> None:
    with pytest.raises(ValueError, match="address") as error:
        normalise(bad)
    assert bad in str(error.value)


@given(st.text(alphabet="abAB/?&=#%. äutm_:", max_size=40))
def test_normalising_twice_changes_nothing(tail: str) -> None:
    once = normalise("https://kunta.fi/" + tail)
    assert normalise(once) == once


def test_path_and_query() -> None:
    assert path_and_query("https://kunta.fi") == "/"
    assert path_and_query("https://kunta.fi/a/?id=3#x") == "/a/?id=3"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://kunta.fi/a", "http://www.kunta.fi/b", True),
        ("https://kunta.fi.example/a", "https://kunta.fi/a", True),
        ("https://kunta.fi/a", "https://kirjasto.kunta.fi/a", False),
        ("mailto:a@kunta.fi", "mailto:a@kunta.fi", False),
        ("https://[x/", "https://[x/", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_host_of() -> None:
    assert host_of("https://WWW.kunta.fi.example:8080/a") == "www.kunta.fi"
    assert host_of("ei osoite") == ""
