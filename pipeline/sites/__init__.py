"""The registered sources: one small declaration a host, and which links of a page lead on."""

from pipeline.sites.follow import follow
from pipeline.sites.registry import (
    DeclarationError,
    check_sites,
    generic_site,
    hints_of,
    load_sites,
    read_declaration,
    site_for,
)

__all__ = [
    "DeclarationError",
    "check_sites",
    "follow",
    "generic_site",
    "hints_of",
    "load_sites",
    "read_declaration",
    "site_for",
]
