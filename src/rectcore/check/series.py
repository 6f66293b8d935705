"""Series: a form comes in, an indicator with its kind of period goes out, or None where it is at fault."""

from __future__ import annotations

from rectcore.check import series_messages
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.desk import Desk
from rectcore.check.rulebook import Series
from rectcore.check.texts import citations
from rectcore.check.types import NUMBERS, Kind, Name, Type
from rectcore.language import tree
from rectcore.model.period import PeriodKind


def series(desk: Desk, type_: Type | None) -> Series | None:
    """A series of that type."""
    form = desk.form
    cites = citations(desk)
    unit = desk.one("unit", tree.TextValue)
    word = form.on.words[0] if form.on is not None and form.on.words else None
    entity = desk.entity(word)
    if word is not None and entity is not None and entity.id not in SUBJECT_KINDS:
        desk.report(series_messages.not_about(word, word.text))
        return None
    if type_ is not None and type_.kind not in NUMBERS | {Kind.PERCENT}:
        desk.report(series_messages.no_number(form.type or form))
        return None
    if entity is None or type_ is None or form.id is None or form.each is None:
        return None
    shown = unit.value if unit is not None else ""
    return Series(Name(form.id.text, form.also), entity.id, PeriodKind(form.each), type_.required(), shown, cites)
