"""Acts, rungs and ladders, and which rules feed which ladder."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

from rectcore.check import ladder_messages, name_messages, rule_messages, type_messages
from rectcore.check.desk import Declared, Desk, World
from rectcore.check.infer import amount, length, units
from rectcore.check.rulebook import ActCalled, Ladder, LadderStep
from rectcore.check.rungs import RungForm, by_conditions, rung_conditions, rung_forms
from rectcore.check.scope import Scope
from rectcore.check.subjects import rule_scope
from rectcore.check.terms import Const, Term
from rectcore.check.texts import citations, formerly, said, text, validity
from rectcore.check.types import Name
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language import tree
from rectcore.language.keywords import phrase
from rectcore.language.nearest import nearest
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting, Reset
from rectcore.model.period import PeriodKind
from rectcore.source import Span


def called(node: tree.Act, scope: Scope) -> ActCalled | None:
    """The act that a rung or notice calls for."""
    desk = scope.desk
    measure = desk.measure(node.measure)
    to = units(node.sent_to, scope) if node.sent_to is not None else None
    copied = units(node.copied_to, scope) if node.copied_to is not None else None
    by = desk.post(node.by) if node.by is not None else None
    due_in = length(node.due_in, scope) if node.due_in is not None else None
    proposed = desk.post(node.proposed_by) if node.proposed_by is not None else None
    approved = desk.post(node.approved_by) if node.approved_by is not None else None
    answered = units(node.answered_by, scope) if node.answered_by is not None else None
    within = length(node.answered_within, scope) if node.answered_within is not None else None
    if measure is None:
        return None
    return ActCalled(measure, to, copied, by, due_in, proposed, approved, answered, within)


def rung_lines(desk: Desk) -> tuple[tree.RungLine, ...]:
    """The rungs of a form, by count or by days."""
    return tuple(c.value for c in desk.form.clauses if isinstance(c.value, tree.RungLine))


def steps(lines: tuple[tree.RungLine, ...], scope: Scope) -> tuple[LadderStep, ...]:
    """The rungs with their acts; those at fault are left out."""
    desk = scope.desk
    mixed = next((x for x in lines if (x.count is None) != (lines[0].count is None)), None)
    if mixed is not None:
        desk.report(
            rule_messages.rungs_mixed(
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
                desk.report(rule_messages.rung_order(line))
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
    return type_messages.wrong_place(node, "here days or working days are counted", "此处只能按日或工作日计")


def inline(desk: Desk, scope: Scope, *, by_count: bool) -> Ladder | None:
    """The ladder that a rule's own rungs make; None where it has none, or all are at fault."""
    lines = rung_lines(desk)
    found = steps(lines, scope)
    if not by_count:
        wrong = next((x for x in lines if x.count is not None), None)
        if wrong is not None:
            desk.report(
                rule_messages.rungs_mixed(
                    wrong,
                    f"a {desk.form.kind} is not counted: write `rung after`",
                    f"{phrase(desk.form.kind, 'zh')}不计次：请用“满 … 起”",
                )
            )
            return None
    if not found or desk.form.id is None:
        return None
    return Ladder(id=desk.form.id.text, title=text(desk.form.title), steps=found, inline=True, span=desk.form.id.span)


@frozen
class Feed:
    """A rule that hands its breaches, or what is kept of it, to a ladder, and where it says so."""

    desk: Desk
    word: tree.Word
    entity: Entity | None
    kept: bool = False


@define
class Feeding:
    """Who feeds which ladder."""

    world: World
    feeders: dict[str, list[Feed]] = field(factory=dict)

    def goes_to(self, desk: Desk, entity: Entity | None) -> str | None:
        """The ladder that a rule's breaches go to, noted as fed by it."""
        word = desk.one("breach goes to", tree.Word)
        if word is None:
            return None
        lines = rung_lines(desk)
        if lines:
            desk.report(rule_messages.both_ladders(lines[0], word.span, "breach goes to", "未达要求转入"))
        return self._fed(Feed(desk, word, entity))

    def kept(self, desk: Desk, entity: Entity | None) -> str | None:
        """The ladder that counts what is kept of a rule, noted as fed by it."""
        word = desk.one("kept goes to", tree.Word)
        if word is None:
            return None
        if desk.form.kind == "standing" and desk.form.get("every") is None and not desk.form.broken:
            desk.report(ladder_messages.nothing_kept(word))
        return self._fed(Feed(desk, word, entity, kept=True))

    def note(self, desk: Desk) -> None:
        """Note the ladders that count how often a subject stands on a rung of a ladder by conditions."""
        entity = self.world.vocabulary.entity(desk.form.for_each.text) if desk.form.for_each is not None else None
        for word in desk.every("breach goes to", tree.Word):
            self._fed(Feed(desk, word, entity))

    def _fed(self, feed: Feed) -> str | None:
        desk, word = feed.desk, feed.word
        declared = self.world.declared.get(word.text)
        if declared is None or declared.kind != "ladder":
            self._unknown(desk, word, declared)
            return None
        desk.resolved(word, Name(word.text))
        self.feeders.setdefault(word.text, []).append(feed)
        return word.text

    def _unknown(self, desk: Desk, word: tree.Word, declared: Declared | None) -> None:
        if declared is not None and declared.broken:
            return
        ladders = [d.name for d in self.world.declared.values() if d.kind == "ladder"]
        near = nearest(word.text, [n.id for n in ladders])
        desk.report(
            name_messages.unknown_name(word, word.text, Text("ladder", "递进措施"), near, ladders, desk.dialect)
        )

    def subject(self, declared: Declared) -> Entity | None:
        """What a named ladder is about: what it adds up for, else what the rules that feed it are about."""
        form = declared.form
        if form.for_each is not None:
            return self.world.vocabulary.entity(form.for_each.text)
        fed = self.feeders.get(declared.name.id, [])
        return fed[0].entity if fed else self.world.vocabulary["Task"]

    def ladder(self, desk: Desk) -> Ladder | None:
        """A named ladder, checked with those that feed it."""
        form = desk.form
        cites = citations(desk)
        fed = self.feeders.get(form.id.text, []) if form.id is not None else []
        rungs = rung_forms(desk, report=True)
        if by_conditions(form):
            found, for_each = self._by_conditions(desk, rungs, fed)
        else:
            found, for_each = self._counted(desk, rungs, fed)
        absorbed = absorbs(desk)
        if not found or form.id is None:
            return None
        counting = Counting(desk.one("counting", str) or Counting.CONSECUTIVE.value)
        default = Reset.ON_TIME if counting is Counting.CONSECUTIVE else Reset.NEVER
        window = desk.one("within", tree.Duration)
        every = desk.one("every", str)
        return Ladder(
            id=form.id.text,
            title=text(form.title),
            cites=cites,
            in_force=validity(desk),
            say=said(desk),
            formerly=formerly(desk),
            span=form.id.span,
            steps=found,
            for_each=for_each.id if for_each is not None else None,
            counting=counting,
            late_counts=desk.one("late counts", str) != "no",
            reset=Reset(desk.one("reset", str) or default.value),
            counts_on_time=desk.one("counts", str) is not None,
            within=length(window, Scope(desk, None)) if window is not None else None,
            every=PeriodKind(every) if every is not None else None,
            absorbs=absorbed,
        )

    def _by_conditions(
        self, desk: Desk, rungs: list[RungForm], fed: list[Feed]
    ) -> tuple[tuple[LadderStep, ...], Entity | None]:
        """The rungs of a ladder by conditions, and what it is about."""
        form = desk.form
        for feed in fed:
            feed.desk.report(
                rule_messages.rungs_mixed(
                    feed.word,
                    f"the ladder `{feed.word.text}` climbs by conditions, and nothing is counted in it",
                    f"递进措施 `{feed.word.text}` 以情形为准，不计次",
                )
            )
        if form.for_each is None and not form.broken:
            desk.report(ladder_messages.no_subject(form.id or form))
        scope = rule_scope(desk, convicts=True)
        conditions = rung_conditions(rungs, scope)
        found: list[LadderStep] = []
        for rung, when in zip(rungs, conditions, strict=True):
            act = called(rung.line.act, scope)
            if act is not None and when is not None:
                feeds = tuple(w.text for w in rung.feeds if self._is_ladder(w))
                found.append(LadderStep(act, when=when, feeds=feeds))
        sound = len(found) == len(rungs) and scope.subject is not None
        return tuple(found) if sound else (), scope.subject

    def _is_ladder(self, word: tree.Word) -> bool:
        declared = self.world.declared.get(word.text)
        return declared is not None and declared.kind == "ladder"

    def _counted(
        self, desk: Desk, rungs: list[RungForm], fed: list[Feed]
    ) -> tuple[tuple[LadderStep, ...], Entity | None]:
        """The rungs of a ladder that something feeds, and the unit it adds up for."""
        form = desk.form
        for_each = desk.entity(form.for_each)
        if for_each is not None and for_each.id != "Unit" and form.for_each is not None:
            desk.report(
                type_messages.wrong_place(form.for_each, "a ladder adds up for each Unit", "递进措施只能逐一汇总到单位")
            )
        subject = for_each if form.for_each is not None else fed[0].entity if fed else self.world.vocabulary["Task"]
        lines = tuple(r.line for r in rungs)
        found = steps(lines, Scope(desk, subject))
        counting = Counting(desk.one("counting", str) or Counting.CONSECUTIVE.value)
        by_days = bool(lines) and lines[0].count is None
        self._check_feeders(desk, fed, counting, by_days=by_days)
        self._check_keys(desk, rungs, counting, by_days=by_days)
        return found, for_each

    def _check_keys(self, desk: Desk, rungs: list[RungForm], counting: Counting, *, by_days: bool) -> None:
        """Report keys that this kind of ladder cannot have, or that do not go together."""
        form = desk.form
        on_time = form.get("counts") is not None

        def unfit(key: str, why: Text, hint: Text | None = None) -> None:
            clause = form.get(key)
            if clause is not None and not form.broken:
                desk.report(ladder_messages.key_unfit(clause, key, why, hint or Text()))

        conditions = Text("it is about rungs reached by conditions", "只用于以情形为准的递进措施")
        unfit("every", conditions)
        for rung in rungs:
            if rung.feeds and not form.broken:
                desk.report(ladder_messages.key_unfit(rung.feeds[0], "breach goes to", conditions))
        if by_days:
            days = Text("this ladder climbs by days, and counts nothing", "该递进措施按日数递进，不计次")
            for key in ("counts", "within"):
                unfit(key, days)
        if on_time:
            late = Text("what is late is not on time, and ends a row", "逾期完成不是按期完成，并使连续中断")
            unfit("late counts", late)
        reset = desk.one("reset", str)
        if on_time and reset in ("on time", "one rung down"):
            praise = Text("this ladder counts what is on time", "该递进措施按按期完成计次")
            unfit("reset", praise, Text("use `each year` or `never`", "请用“每年清零”或“不清零”"))
        elif reset == "one rung down" and counting is Counting.CONSECUTIVE:
            row = Text("one on time ends a row altogether", "按期完成一次，连续即告中断")
            unfit("reset", row, Text("use `counting: in total`", "请用“计次：累计”"))

    def _check_feeders(self, desk: Desk, fed: list[Feed], counting: Counting, *, by_days: bool) -> None:
        form = desk.form
        if form.id is None:
            return
        if not fed and not form.broken and not self._maybe_fed():
            desk.report(rule_messages.unfed(form.id, form.id.text))
        first: Span | None = fed[0].word.span if fed else None
        for other in fed[1:]:
            same = other.entity is None or fed[0].entity is None or other.entity.id == fed[0].entity.id
            if counting is Counting.CONSECUTIVE or not same:
                other.desk.report(rule_messages.second_feeder(other.word, form.id.text, first, same_entity=same))
        on_time = form.get("counts") is not None
        for feed in fed:
            if feed.kept != on_time and not form.broken:
                place = form.id.span
                feed.desk.report(ladder_messages.wrong_feed(feed.word, form.id.text, place, kept=feed.kept))
            elif by_days and feed.desk.form.kind in ("duty", "ladder"):
                what = (
                    Text("the misses of a duty", "时限要求")
                    if feed.desk.form.kind == "duty"
                    else Text("the rungs of a ladder", "递进措施的层级")
                )
                feed.desk.report(
                    rule_messages.rungs_mixed(
                        feed.word,
                        f"the ladder `{form.id.text}` climbs by days, and {what.en} are counted",
                        f"递进措施 `{form.id.text}` 按日数递进，而{what.zh}按次数计",
                    )
                )

    def _maybe_fed(self) -> bool:
        """Whether a broken rule may be the one that feeds a ladder."""
        rules = [d for d in self.world.declared.values() if d.kind in ("duty", "standing", "target", "ladder")]
        return any(d.broken or d.desk.faulty for d in rules)


def absorbs(desk: Desk) -> tuple[str, ...]:
    """The ladders whose findings are silent beside one of this ladder; a name that is none is reported."""
    found: list[str] = []
    for word in desk.one("absorbs", tuple) or ():
        declared = desk.world.declared.get(word.text)
        if declared is None:
            ladders = [d.name for d in desk.world.declared.values() if d.kind == "ladder"]
            desk.unknown(word, Text("ladder", "递进措施"), ladders)
        elif declared.kind != "ladder":
            desk.report(
                type_messages.wrong_place(word, f"`{word.text}` is not a ladder", f"`{word.text}` 不是递进措施")
            )
        else:
            desk.resolved(word, declared.name)
            found.append(declared.name.id)
    return tuple(dict.fromkeys(found))


def circles(desks: Iterable[Desk], ladders: Iterable[Ladder]) -> None:
    """Report ladders that absorb one another in a circle, once each."""
    places = {d.form.id.text: d for d in desks if d.form.id is not None}
    further = {x.id: x.absorbs for x in ladders}
    told: set[str] = set()
    for start in sorted(further):
        path = _circle(start, further)
        if path and not told & set(path):
            told |= set(path)
            desk = places[start]
            desk.report(ladder_messages.circle(desk.form.get("absorbs") or desk.form, path))


def _circle(start: str, further: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The way from a ladder through those it absorbs back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in further.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
