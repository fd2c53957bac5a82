"""Whom an initiative is for."""

from pipeline.read.target_groups.matching import GroupMatch, groups_in
from pipeline.read.target_groups.reader import read

__all__ = ["GroupMatch", "groups_in", "read"]
