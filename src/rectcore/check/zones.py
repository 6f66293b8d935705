"""The time zone of a rule set: one of the names of the time-zone database.

The names are kept here (`zones.txt`, release 2025b), since the data of the machine may be older, newer or missing, and
the same rules must be right or wrong everywhere.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rectcore.check.desk import Desk
from rectcore.check.ruleset_messages import no_zone
from rectcore.language import tree
from rectcore.language.nearest import nearest


@cache
def zones() -> frozenset[str]:
    """Every name."""
    return frozenset(files(__package__).joinpath("zones.txt").read_text(encoding="ascii").split())


def check_zone(desk: Desk) -> None:
    """RC314: the zone of a rule set is one that there is."""
    node = desk.one("timezone", tree.TextValue)
    if node is not None and node.value not in zones():
        known = sorted(zones())
        city = next((z for z in known if _city(z).casefold() == node.value.casefold()), None)
        near = city or nearest(node.value, known)
        desk.report(no_zone(node, node.value, near))


def _city(zone: str) -> str:
    return zone.rpartition("/")[2]
