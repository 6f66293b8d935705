"""RC603 and RC604: names that are keywords in the other language, and names that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final
from unicodedata import name as unicode_name
from unicodedata import normalize

from attrs import frozen

from rectcore.check import spelling_messages as messages
from rectcore.check.declare import NAMED
from rectcore.check.desk import Desk
from rectcore.check.types import has_han
from rectcore.language import tree
from rectcore.language.keywords import INSIDE, table

_LIKE: Final = {
    a: pair[1]
    for pair in (
        "0o",
        "1l",
        "己已",
        "巳已",
        "未末",
        "曰日",
        "土士",
        "千干",
        "入人",
        "贷货",
        "睛晴",
        "戍戌",
        "戊戌",
        "兔免",
    )
    for a in pair[0]
}
"""Characters that are taken for another, by that other."""
_FOREIGN: Final = dict(zip("аеорсухіјѕԁһӏ" + "οανρτυχικ", "aeopcyxijsdhl" + "oavptuxik", strict=True))
"""Letters of other scripts that look like Latin ones."""


@frozen
class Spelled:
    """A name as written: where, and whether in quotes, behind `also`."""

    word: str
    at: tree.Node
    quoted: bool = False


def spelling(desks: Sequence[Desk]) -> None:
    """Report names of a pack that cannot be told from others, or cannot be written."""
    _compared([(desk, one) for desk in desks if desk.form.kind in NAMED for one in _of_form(desk.form)])
    fields: dict[str, list[tuple[Desk, Spelled]]] = {}
    for desk in desks:
        if desk.form.kind in ("entity", "event") and desk.form.id is not None:
            for line in desk.every("has", tree.HasLine):
                found = fields.setdefault(desk.form.id.text, [])
                found += [(desk, one) for one in _spelled(line.name, line.also, line.name)]
                _compared([(desk, x) for v in line.type.values for x in _spelled(v.word, v.also, v)])
    for group in fields.values():
        _compared(group)


def _of_form(form: tree.Form) -> Iterator[Spelled]:
    assert form.id is not None, "only rules without an error are looked at"
    yield from _spelled(form.id, form.also, form.id)


def _spelled(name: tree.Word, also: Iterable[str], at: tree.Node) -> Iterator[Spelled]:
    yield Spelled(name.text, name)
    yield from (Spelled(alias, at, quoted=True) for alias in also)


def _compared(names: Sequence[tuple[Desk, Spelled]]) -> None:
    first: dict[str, Spelled] = {}
    for desk, one in names:
        if one.quoted and one.word in _keywords("zh" if has_han(one.word) else "en"):
            desk.report(messages.is_keyword(one.at, one.word))
        strange = next((c for c in one.word if c.lower() in _FOREIGN), None)
        if strange is not None:
            desk.report(messages.strange_letter(one.at, one.word, strange, unicode_name(strange, "?")))
        other = first.setdefault(skeleton(one.word), one)
        if other.word != one.word and strange is None:
            desk.report(messages.look_alike(one.at, one.word, other.word, other.at.span))


@cache
def _keywords(dialect: str) -> frozenset[str]:
    return frozenset(p for row in table() if row.place == INSIDE for p in row.phrases[dialect])


def skeleton(word: str) -> str:
    """What a name looks like at a glance: the same for names that are easily taken for one another."""
    plain = normalize("NFKC", word).replace("_", "")
    return "".join(_FOREIGN.get(c, _LIKE.get(c, c)) for c in plain)
