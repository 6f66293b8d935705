"""Acts, rungs and ladders, and which rules feed which ladder."""

from __future__ import annotations

from attrs import define, field

from rectcore.check import messages
from rectcore.check.desk import Declared, Desk, World
from rectcore.check.infer import amount, length, units
from rectcore.check.rulebook import ActCalled, Ladder, LadderStep
from rectcore.check.scope import Scope
from rectcore.check.terms import Const, Term
from rectcore.check.texts import citations, said, text, validity
from rectcore.check.types import Name
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import tree
from rectcore.language.nearest import nearest
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting, Reset
from rectcore.source import Span


def called(node: tree.Act, scope: Scope) -> ActCalled | None:
    """The act that a rung or notice calls for."""
    desk = scope.desk
    measure = desk.measure(node.measure)
    to = units(node.sent_to, scope) if node.sent_to is not None else None
    copied = units(node.copied_to, scope) if node.copied_to is not None else None
    by = desk.post(node.by) if node.by is not None else None
    due_in = length(node.due_in, scope) if node.due_in is not None else None
    return ActCalled(measure, to, copied, by, due_in) if measure is not None else None


def rung_lines(desk: Desk) -> tuple[tree.RungLine, ...]:
    """The rungs of a form, by count or by days."""
    return tuple(c.value for c in desk.form.clauses if isinstance(c.value, tree.RungLine))


def steps(lines: tuple[tree.RungLine, ...], scope: Scope) -> tuple[LadderStep, ...]:
    """The rungs with their acts; those at fault are left out."""
    desk = scope.desk
    mixed = next((x for x in lines if (x.count is None) != (lines[0].count is None)), None)
    if mixed is not None:
        desk.report(
            messages.rungs_mixed(
                mixed, "a ladder climbs by number or by days, not by both", "递进措施或按次数、或按日数，不能混用"
            )
        )
    found: list[LadderStep] = []
    before: tuple[Term, SpanUnit | None] | None = None
    for line in lines:
        act = called(line.act, scope)
        at = _reached(line, scope)
        if at is not None:
            if mixed is None and before is not None and _not_after(before, at):
                desk.report(messages.rung_order(line))
            before = at
        if act is None or at is None:
            continue
        number, unit = at
        found.append(LadderStep(act, count=number) if unit is None else LadderStep(act, after=(number, unit)))
    return tuple(found)


def _not_after(before: tuple[Term, SpanUnit | None], at: tuple[Term, SpanUnit | None]) -> bool:
    """Whether a rung does not come after the one above it; of parameters only their kind is held against it."""
    numbers = before[0], at[0]
    plain = [n.value for n in numbers if isinstance(n, Const)]
    return before[1] is not at[1] or (len(plain) == len(numbers) and plain[1] <= plain[0])


def _reached(line: tree.RungLine, scope: Scope) -> tuple[Term, SpanUnit | None] | None:
    """When a rung is reached: at a number, or after days."""
    if line.count is not None:
        number = amount(tree.Duration(line.count, span=line.span), scope)
        return None if number is None else (number, None)
    assert line.after is not None
    found = length(line.after, scope)
    if found is not None and found[1] is SpanUnit.MONTHS:
        scope.desk.report(no_months(line.after))
        return None
    return found


def no_months(node: tree.Duration) -> Diagnostic:
    """Months where days are counted one by one."""
    return messages.wrong_place(node, "here days or working days are counted", "此处只能按日或工作日计")


def inline(desk: Desk, scope: Scope, *, by_count: bool) -> Ladder | None:
    """The ladder that a rule's own rungs make; None where it has none, or all are at fault."""
    lines = rung_lines(desk)
    found = steps(lines, scope)
    if not by_count:
        wrong = next((x for x in lines if x.count is not None), None)
        if wrong is not None:
            desk.report(
                messages.rungs_mixed(
                    wrong, "a notice is not counted: write `rung after`", "提示事项不计次：请用“满 … 起”"
                )
            )
            return None
    if not found or desk.form.id is None:
        return None
    return Ladder(id=desk.form.id.text, title=text(desk.form.title), steps=found, inline=True, span=desk.form.id.span)


@define
class Feeding:
    """Who feeds which ladder."""

    world: World
    feeders: dict[str, list[tuple[Desk, tree.Word, Entity | None]]] = field(factory=dict)

    def goes_to(self, desk: Desk, entity: Entity | None) -> str | None:
        """The ladder that a rule's breaches go to, noted as fed by it."""
        word = desk.one("breach goes to", tree.Word)
        if word is None:
            return None
        lines = rung_lines(desk)
        if lines:
            desk.report(messages.both_ladders(lines[0], word.span, "breach goes to", "未达要求转入"))
        declared = self.world.declared.get(word.text)
        if declared is None or declared.kind != "ladder":
            self._unknown(desk, word, declared)
            return None
        desk.resolved(word, Name(word.text))
        self.feeders.setdefault(word.text, []).append((desk, word, entity))
        return word.text

    def _unknown(self, desk: Desk, word: tree.Word, declared: Declared | None) -> None:
        if declared is not None and declared.broken:
            return
        ladders = [d.name for d in self.world.declared.values() if d.kind == "ladder"]
        near = nearest(word.text, [n.id for n in ladders])
        desk.report(messages.unknown_name(word, word.text, Text("ladder", "递进措施"), near, ladders, desk.dialect))

    def subject(self, declared: Declared) -> Entity | None:
        """What a named ladder is about: what it adds up for, else what the rules that feed it are about."""
        form = declared.form
        if form.for_each is not None:
            return self.world.vocabulary.entity(form.for_each.text)
        fed = self.feeders.get(declared.name.id, [])
        return fed[0][2] if fed else self.world.vocabulary["Task"]

    def ladder(self, desk: Desk) -> Ladder | None:
        """A named ladder, checked with those that feed it."""
        form = desk.form
        cites = citations(desk)
        fed = self.feeders.get(form.id.text, []) if form.id is not None else []
        for_each = desk.entity(form.for_each)
        if for_each is not None and for_each.id != "Unit" and form.for_each is not None:
            desk.report(
                messages.wrong_place(form.for_each, "a ladder adds up for each Unit", "递进措施只能逐一汇总到单位")
            )
        subject = for_each if form.for_each is not None else fed[0][2] if fed else self.world.vocabulary["Task"]
        lines = rung_lines(desk)
        found = steps(lines, Scope(desk, subject))
        counting = Counting(desk.one("counting", str) or Counting.CONSECUTIVE.value)
        default = Reset.ON_TIME if counting is Counting.CONSECUTIVE else Reset.NEVER
        self._check_feeders(desk, fed, counting, by_days=bool(lines) and lines[0].count is None)
        if not found or form.id is None:
            return None
        return Ladder(
            id=form.id.text,
            title=text(form.title),
            cites=cites,
            in_force=validity(desk),
            say=said(desk),
            span=form.id.span,
            steps=found,
            for_each=for_each.id if for_each is not None else None,
            counting=counting,
            late_counts=desk.one("late counts", str) != "no",
            reset=Reset(desk.one("reset", str) or default.value),
        )

    def _check_feeders(
        self, desk: Desk, fed: list[tuple[Desk, tree.Word, Entity | None]], counting: Counting, *, by_days: bool
    ) -> None:
        form = desk.form
        if form.id is None:
            return
        if not fed and not form.broken and not self._maybe_fed():
            desk.report(messages.unfed(form.id, form.id.text))
        first: Span | None = fed[0][1].span if fed else None
        for other, word, entity in fed[1:]:
            same = entity is None or fed[0][2] is None or entity.id == fed[0][2].id
            if counting is Counting.CONSECUTIVE or not same:
                other.report(messages.second_feeder(word, form.id.text, first, same_entity=same))
        for other, word, _ in fed:
            if by_days and other.form.kind == "duty":
                other.report(
                    messages.rungs_mixed(
                        word,
                        f"the ladder `{form.id.text}` climbs by days, and the misses of a duty are counted",
                        f"递进措施 `{form.id.text}` 按日数递进，而时限要求按次数计",
                    )
                )

    def _maybe_fed(self) -> bool:
        """Whether a broken rule may be the one that feeds a ladder."""
        rules = [d for d in self.world.declared.values() if d.kind in ("duty", "standing")]
        return any(d.broken or d.desk.faulty for d in rules)
