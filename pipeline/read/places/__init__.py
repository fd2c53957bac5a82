"""Where an initiative operates."""

from pipeline.read.places.matching import municipalities_in, places_in, regions_in
from pipeline.read.places.reader import read

__all__ = ["municipalities_in", "places_in", "read", "regions_in"]
