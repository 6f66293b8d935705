"""Units as cells name them: several in one cell, the first of which leads, under the names that the ledger knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import normalize

from attrs import frozen

from rectcore.model.unit import Unit

_LABEL: Final = re.compile(r"(牵头|主办|责任|承办|配合|协办|督导|验收)(?:单位|部门)?\s*[:：]")
_ROLES: Final = {
    "牵头": "lead_unit",
    "主办": "lead_unit",
    "责任": "responsible_units",
    "承办": "responsible_units",
    "配合": "supporting_units",
    "协办": "supporting_units",
    "督导": "supervising_unit",
    "验收": "accepting_unit",
}
_LEADS: Final = re.compile(r"[(（]\s*(?:牵头|牵头单位|主办|lead)\s*[)）]$", re.IGNORECASE)
_REMARK: Final = re.compile(r"[(（]\s*(?:牵头|牵头单位|主办|配合|责任单位|lead)\s*[)）]$", re.IGNORECASE)
_MARKS: Final = "、，,；;/\n\r|"


@frozen
class Named:
    """The units that a cell names, in order, by what they do there; `plain` where it says nothing about that."""

    plain: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = {}


def read_units(text: str) -> Named:
    """The names in a cell: `市生态环境局（牵头）、市住建局`, or with labels, `牵头单位：…；配合单位：…`."""
    pieces = _LABEL.split(text)
    plain = _leading_first(_split(pieces[0]))
    roles: dict[str, tuple[str, ...]] = {}
    for label, names in zip(pieces[1::2], pieces[2::2], strict=True):
        role = _ROLES[label]
        roles[role] = (*roles.get(role, ()), *_leading_first(_split(names)))
    return Named(plain, roles)


def _split(text: str) -> list[str]:
    """The names between marks; a mark inside brackets, as in `各县（市、区）政府`, parts nothing."""
    names: list[str] = []
    depth, name = 0, ""
    for i, char in enumerate(text):
        depth = max(0, depth + (char in "（(") - (char in "）)"))
        blank = char.isspace() and _han(text[i - 1 : i]) and _han(text[i + 1 : i + 2])
        if depth == 0 and (char in _MARKS or blank):
            names.append(name)
            name = ""
        else:
            name += char
    names.append(name)
    return [name.strip(" \t\u3000。.") for name in names if name.strip(" \t\u3000。.")]


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char in "）"


def _leading_first(names: list[str]) -> tuple[str, ...]:
    ordered = [n for n in names if _LEADS.search(n)] + [n for n in names if not _LEADS.search(n)]
    return tuple(dict.fromkeys(_REMARK.sub("", name).strip() or name for name in ordered))


def plain_name(name: str) -> str:
    """A name without blanks and differences of typing."""
    return re.sub(r"\s+", "", normalize("NFKC", name)).casefold()


class Units:
    """The units there are, and by which names.

    Args:
        units: those of the ledger and of the sheets of units.
        names: other names, to the names they stand for.
        listed: no other unit is taken; otherwise a name that is not known becomes a unit.
    """

    def __init__(self, units: Iterable[Unit], names: Mapping[str, str], *, listed: bool) -> None:
        self._listed = listed
        self._ids: dict[str, str] = {}
        self._found: dict[str, Unit] = {}
        self._known: tuple[str, ...] | None = None
        for unit in units:
            self.add(unit)
        self._names = {plain_name(other): name for other, name in names.items()}

    def add(self, unit: Unit) -> None:
        """A unit more, known by its id and its title; where two share a title, the first has it."""
        self._found[unit.id] = unit
        self._known = None
        for name in (unit.id, unit.title or ""):
            if name:
                self._ids.setdefault(plain_name(name), unit.id)

    def find(self, name: str) -> str | None:
        """The id of the unit that is called so; None where there is none."""
        name = self._names.get(plain_name(name), name)
        id_ = self._ids.get(plain_name(name))
        if id_ is None and not self._listed:
            self.add(Unit(name, name))
            return name
        return id_

    @property
    def all(self) -> tuple[Unit, ...]:
        """Every unit, in the order in which it was found."""
        return tuple(self._found.values())

    @property
    def known(self) -> tuple[str, ...]:
        """What the units are called."""
        if self._known is None:
            self._known = tuple(dict.fromkeys(unit.title or unit.id for unit in self._found.values()))
        return self._known
