"""What a rule is about: its entity, and what words mean in it."""

from __future__ import annotations

from rectcore.check import type_messages
from rectcore.check.core import SUBJECT_KINDS
from rectcore.check.desk import Desk
from rectcore.check.grids import has_period
from rectcore.check.scope import Scope
from rectcore.check.terms import This


def rule_scope(desk: Desk, *, convicts: bool = False) -> Scope:
    """What words mean in a duty, standing, notice, target or ladder by conditions."""
    form = desk.form
    entity = desk.entity(form.for_each)
    if entity is not None and form.for_each is not None and not entity.event and entity.id not in SUBJECT_KINDS:
        desk.report(
            type_messages.wrong_place(
                form.for_each,
                f"a rule is for each task, unit, plan or event, and `{form.for_each.text}` is none",
                f"规则只能针对事项、单位、方案或记录，`{form.for_each.text}` 不在其内",
            )
        )
        entity = None
    this = This(entity.id) if entity is not None and entity.event else None
    period = form.kind == "duty" and has_period(form)
    return Scope(desk, entity, this, period=period, convicts=convicts)
