"""Boundaries of areas: read from files of many formats, checked, mended and reported.

Shapely is imported when a file is read; formats other than GeoJSON and GeoParquet need the optional
dependency pyogrio (`pip install 'frankpledge[boundaries]'`).
"""

from frankpledge.areas.boundaries._model import Boundaries, Finding
from frankpledge.areas.boundaries._reading import SUFFIXES, read_boundaries, sort_files
from frankpledge.areas.boundaries._writing import write_boundaries

__all__ = ["SUFFIXES", "Boundaries", "Finding", "read_boundaries", "sort_files", "write_boundaries"]
