"""Rule sets at random, text first: form by form, each kept if the checker takes it with those before it.

Made to be used wherever two things must agree on every rule set: the printer and the parser, two evaluators.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

from attrs import evolve, field, frozen

import rectcore
from rectcore import Policy
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import DURATIONS, NUMBERS, Kind
from rectcore.diagnostics import Severity

HEAD = """# dialect: en
ruleset RANDOM "At random" / "随机"
  in force: from 2022-12-01
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source" / "依据"
"""
CITE = '  cite: S "1" / "一"\n'
FIRST = date(2023, 1, 1)
AWKWARD = ("2023-02-28", "2024-02-29", "2023-01-31", "2023-10-07", "2023-12-31", "2022-12-31")
POSTS = ("party_secretary", "government_head", "rectification_office")
NEW_TYPES = ("integer", "decimal", "percent", "text", "date", "period", "days", "working days", "yes/no", "Unit")


@frozen
class Scope:
    """What an expression may speak of: the subject and its event, variables, and how deep it stands."""

    subject: str
    this: str | None = None
    variables: dict[str, str] = field(factory=dict)
    period: bool = False
    quantifiers: int = 0


@cache
def policy(seed: int, forms: int = 14) -> Policy:
    """A checked rule set; the same for the same seed."""
    writer = Writer(random.Random(seed))
    for _ in range(forms):
        writer.offer(writer.form())
    return writer.policy


class Writer:
    """Writes one form after another, of what the rule set has so far."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.text = HEAD
        self.policy = rectcore.load_text(HEAD)
        self.names = 0

    @property
    def book(self) -> Rulebook:
        return self.policy.rulebook

    def offer(self, form: str) -> None:
        """Add a form, unless the checker refuses it."""
        longer = rectcore.load_text(self.text + form)
        if not any(d.severity is Severity.ERROR for d in longer.diagnostics):
            self.text, self.policy = self.text + form, longer

    # -- dice -----------------------------------------------------------------------------------------------------

    def pick(self, *options: str) -> str:
        return self.dice.choice(options)

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def day(self) -> str:
        return self.pick(*AWKWARD) if self.chance(0.4) else str(FIRST + timedelta(self.dice.randrange(500)))

    def events(self) -> list[str]:
        return [e.id for e in self.book.vocabulary.entities if e.event]

    def records(self) -> list[str]:
        """The rules so far that have rows."""
        return [e.id for e in self.book.vocabulary.records]

    # -- values ---------------------------------------------------------------------------------------------------

    def paths(self, entity: str, start: str, kind: Kind, deeper: bool = True) -> list[str]:
        """The fields and terms of an entity that are of a kind, as paths from `start`."""
        found = []
        for attribute in self.book.vocabulary[entity].attributes:
            path = f"{start}{attribute.name.id}"
            if attribute.type.kind is kind and not attribute.type.many:
                found.append(path)
            elif deeper and attribute.type.kind is Kind.ENTITY and not attribute.type.many and self.chance(0.4):
                found += self.paths(attribute.type.entity or "", f"{path}.", kind, deeper=False)
        found += [start + d.name.id for d in self.book.definitions if d.entity == entity and d.term.type.kind is kind]
        if kind is Kind.YES_NO:
            found += [start + j.name.id for j in self.book.judgements if j.entity == entity]
        if kind is Kind.INTEGER:
            found += [start + r.name.id for r in self.book.rankings if r.entity == entity]
        return found

    def reference(self, kind: Kind, scope: Scope) -> str | None:
        """A path to a value of a kind, or a parameter; None where there is none."""
        found = self.paths(scope.subject, "", kind)
        for variable, entity in scope.variables.items():
            found += 2 * self.paths(entity, f"{variable}.", kind)
        if scope.this is not None:
            found += self.paths(scope.this, "this.", kind)
        if scope.period and kind is Kind.PERIOD:
            found += ["this.period"] * 3
        found += [p.name.id for p in self.book.parameters if p.type.kind is kind]
        return self.dice.choice(found) if found else None

    def value(self, kind: Kind, scope: Scope, depth: int) -> str:
        """An expression of a kind."""
        if depth > 0 and self.chance(0.35):
            return self.worked_out(kind, scope, depth)
        if kind is Kind.DATE and self.chance(0.35):
            return "as of"
        found = self.reference(kind, scope) if self.chance(0.7) else None
        return found or self.literal(kind)

    def worked_out(self, kind: Kind, scope: Scope, depth: int) -> str:
        def part(of: Kind) -> str:
            return self.value(of, scope, depth - 1)

        if kind is Kind.DATE:
            span = self.dice.choice([Kind.DAYS, Kind.DAYS, Kind.MONTHS, Kind.WORKING_DAYS])
            return f"({part(kind)} {self.pick('+', '+', '-')} {part(span)})"
        if kind is Kind.DAYS:
            return self.pick(f"({part(Kind.DATE)} - {part(Kind.DATE)})", f"({part(kind)} * {part(Kind.PERCENT)})")
        if kind is Kind.INTEGER and self.records() and scope.quantifiers < 2 and self.chance(0.5):
            return self.counted(scope, depth)
        if kind is Kind.INTEGER and self.chance(0.6):
            return f"count of {self.pick(*self.events())}"
        if kind in NUMBERS | DURATIONS | {Kind.PERCENT}:
            return f"({part(kind)} {self.pick('+', '-')} {part(kind)})"
        if kind is Kind.YES_NO:
            return f"({self.condition(scope, depth - 1)})"
        return f"({part(kind)} or else {self.literal(kind)})"

    def literal(self, kind: Kind) -> str:
        number = self.pick("0", "1", "2", "5", "30", "45")
        return {
            Kind.INTEGER: number,
            Kind.DECIMAL: self.pick("0.5", "3"),
            Kind.PERCENT: self.pick("0%", "20%", "100%"),
            Kind.TEXT: '"x"',
            Kind.DATE: self.day(),
            Kind.PERIOD: self.pick("2023-10", "2024-02", "2023-Q2", "2023-W07"),
            Kind.YES_NO: self.pick("true", "false"),
            Kind.ENTITY: "lead_unit",
        }.get(kind, f"{number} {kind.value}")

    # -- conditions -----------------------------------------------------------------------------------------------

    def condition(self, scope: Scope, depth: int) -> str:
        """A condition."""
        if depth > 0:
            inner = self.pick("quantifier", "and", "or", "not", "plain", "plain")
            if inner == "quantifier" and scope.quantifiers < 2:
                return self.quantifier(scope, depth)
            if inner in ("and", "or"):
                return f"({self.condition(scope, depth - 1)} {inner} {self.condition(scope, depth - 1)})"
            if inner == "not":
                return f"not ({self.condition(scope, depth - 1)})"
        plain = self.pick(
            "date", "date", "date", "number", "days", "word", "word", "last", "within", "known", "by", "is", "place"
        )
        kind = {"date": Kind.DATE, "number": Kind.INTEGER, "days": Kind.DAYS}.get(plain)
        if kind is Kind.DATE:
            op = self.pick("before", "after", "not before", "no later than", "is", "is not")
            return f"{self.value(kind, scope, depth)} {op} {self.value(kind, scope, depth)}"
        if kind is not None:
            op = self.pick("at least", "at most", "more than", "less than", "is")
            return f"{self.value(kind, scope, depth)} {op} {self.value(kind, scope, depth)}"
        if plain == "last":
            unit = self.pick("days", "working days", "months")
            return f"{self.value(Kind.DATE, scope, depth)} within the last {self.pick('1', '10', '45')} {unit}"
        if plain == "within":
            return f"{self.value(Kind.DATE, scope, 0)} within {self.value(Kind.PERIOD, scope, 0)}"
        if plain == "by" and (acts := [v for v, e in scope.variables.items() if e in self.events()]):
            return f"{self.pick(*acts)} by {self.pick(*POSTS)}"
        if plain == "place" and (placed := self.place(scope)):
            return placed
        if plain == "known" and (found := self.reference(self.dice.choice([Kind.DATE, Kind.TEXT]), scope)):
            return f"{found} is {self.pick('known', 'missing', 'none')}"
        if plain == "word" and (chosen := self.word(scope)):
            return chosen
        return self.value(Kind.YES_NO, scope, 0)

    def word(self, scope: Scope) -> str | None:
        """A comparison with a word of a closed list."""
        found = self.reference(Kind.ONE_OF, scope)
        if found is None:
            return None
        start, _, last = found.rpartition(".")
        entity = scope.variables.get(start, scope.this if start == "this" else scope.subject)
        attribute = self.book.vocabulary[entity or scope.subject].attribute(last) if "." not in start else None
        if attribute is None:
            return None
        return f"{found} {self.pick('is', 'is', 'is not')} {self.pick(*(v.id for v in attribute.type.values))}"

    def place(self, scope: Scope) -> str | None:
        """Whether the subject, or a variable, has one of the first or last places of a ranking."""
        owners = [("", scope.subject), *((f"{v}.", e) for v, e in scope.variables.items())]
        found = [start + r.name.id for start, e in owners for r in self.book.rankings if r.entity == e]
        if not found:
            return None
        of = self.pick("", " for the previous period", " for the same period last year")
        numbers = [p.name.id for p in self.book.parameters if p.type.kind is Kind.INTEGER]
        return f"{self.pick(*found)}{of} among the {self.pick('first', 'last')} {self.pick('1', '1', '2', *numbers)}"

    def quantifier(self, scope: Scope, depth: int) -> str:
        entity = self.pick(*self.events(), *self.events(), "Task", "Unit", "Step", "Tenure")
        if self.records() and self.chance(0.4):
            entity = self.pick(*self.records())
        variable = self.name("v")
        inner = evolve(scope, variables={**scope.variables, variable: entity}, quantifiers=scope.quantifiers + 1)
        how = self.pick("exists", "exists", "no", "all")
        said = self.condition(inner, depth - 1)
        return f"({how} {entity} {variable} {'satisfy' if how == 'all' else 'where'} {said})"

    def counted(self, scope: Scope, depth: int) -> str:
        """How many rows of a rule, or of an event, meet a condition; of several in a row the last."""
        entity, variable = self.pick(*self.records(), *self.records(), self.pick(*self.events())), self.name("v")
        inner = evolve(scope, variables={**scope.variables, variable: entity}, quantifiers=scope.quantifiers + 1)
        said = self.condition(inner, depth - 1)
        return f"count {self.pick('in a row of', 'of')} ({entity} {variable} where {said})"

    # -- forms ----------------------------------------------------------------------------------------------------

    def form(self) -> str:
        """One form, or two that belong together."""
        kind = self.pick(
            "field", "event", "parameter", "define", "define", "judgement", "gate", "duty", "duty", "duty",
            "standing", "standing", "notice", "exception", "ranking",
        )  # fmt: skip
        written: str = getattr(self, f"_{kind}")()
        return written

    def scope(self, subject: str, **more: bool) -> Scope:
        return Scope(subject, subject if subject in self.events() else None, **more)

    def subject(self) -> str:
        return self.pick("Task", "Task", "Task", "Unit", "Plan", self.pick(*self.events()))

    def new_type(self) -> str:
        return self.pick(*NEW_TYPES, 'one of aa "甲甲", bb "乙乙"')

    def validity(self) -> str:
        return f"  in force: from {self.day()}\n" if self.chance(0.15) else ""

    def _field(self) -> str:
        entity, name = self.subject(), self.name("f")
        keyword = "event" if entity in self.events() else "entity"
        optional = "optional " if self.chance(0.3) else ""
        history = self.pick("", "", "", " current only", " current only, assume constant since opened")
        kept = history if keyword == "entity" else ""
        return f'{keyword} {entity}\n  has {name} also "域{name}": {optional}{self.new_type()}{kept}\n'

    def _event(self) -> str:
        name = self.name("ev")
        owners = ", ".join(self.dice.sample(["Task", "Unit", "Plan"], self.dice.choice([1, 1, 2])))
        complete = self.pick("complete", "complete through ledger", "complete through feed1", "may be incomplete")
        clock = self.pick("", " counted by stated date")
        return f'event {name} also "事{name}" part of {owners} {complete}{clock}\n  has x{name}: {self.new_type()}\n'

    def _parameter(self) -> str:
        name, kind = self.name("p"), self.dice.choice([Kind.INTEGER, Kind.DAYS, Kind.WORKING_DAYS, Kind.DATE])
        amount = {Kind.DATE: self.day()}.get(kind, self.pick("1", "2", "5", "31"))
        later = f"  from 2023-06-01: {self.pick(amount, 'repealed')}\n" if self.chance(0.5) else ""
        return f'parameter {name} also "参{name}": {kind.value}\n{CITE}  from 2022-01-01: {amount}\n{later}'

    def _define(self) -> str:
        name, entity = self.name("d"), self.subject()
        kind = self.dice.choice([Kind.YES_NO, Kind.YES_NO, Kind.INTEGER, Kind.DATE, Kind.DAYS])
        scope = self.scope(entity)
        said = self.condition(scope, 2) if kind is Kind.YES_NO else self.value(kind, scope, 2)
        return f'define {name} also "义{name}" on {entity}\n{CITE}  means: {said}\n'

    def _judgement(self) -> str:
        name = self.name("j")
        by = f"  decided by: {self.pick(*POSTS)}\n" if self.chance(0.7) else ""
        lapses = f"  valid for: {self.span()}\n" if self.chance(0.6) else ""
        return f'judgement {name} also "认{name}" on {self.pick("Task", "Unit", "Plan")}\n{CITE}{by}{lapses}'

    def _gate(self) -> str:
        act = self.pick("closure", self.pick(*self.events()))
        entity = self.dice.choice(self.book.vocabulary[act].part_of)
        scope = Scope(entity, act)
        groups = "".join(
            f"  only if {how}:\n" + "".join(f"    - [{self.name('l')}] {self.condition(scope, 2)}\n" for _ in "ab")
            for how in self.dice.sample(["all", "any"], self.dice.choice([1, 2]))
        )
        return f'gate {self.name("G")} "g" / "门" on {entity}.{act}\n{CITE}{groups}'

    def _duty(self) -> str:
        entity = self.subject()
        event = entity in self.events()
        every = not event and self.chance(0.5)
        scope = self.scope(entity, period=every)
        lines = f"  while: {self.condition(scope, 1)}\n" if self.chance(0.5) else ""
        lines += f"  every: {self.period()}\n" if every else ""
        lines += f"  due: {self.due(scope)}\n  fulfilled by: {self.fulfilment(entity, scope)}\n"
        lines += "  first period: included\n" if every and self.chance(0.3) else ""
        lines += f"  tested at: {self.pick('period end', 'due date')}\n" if every and self.chance(0.3) else ""
        if self.chance(0.4):
            lines += f"  governed by rules at: {self.pick('period start', 'due date', 'as of')}\n"
        return self.rule("duty", "D", entity, lines, by_count=self.chance(0.6))

    def _standing(self) -> str:
        entity = self.subject()
        scope = self.scope(entity)
        every = entity not in self.events() and self.chance(0.3)
        lines = f"  while: {self.condition(scope, 1)}\n" if self.chance(0.5) else ""
        lines += f"  every: {self.checks()}\n" if every else ""
        lines += f"  must: {self.condition(scope, 2)}\n"
        lines += (
            f"  after lasting: {self.pick('2', '10')} {self.pick('days', 'working days')}\n" if self.chance(0.4) else ""
        )
        return self.rule("standing", "S", entity, lines, by_count=self.chance(0.4))

    def _notice(self) -> str:
        entity = self.subject()
        scope = self.scope(entity)
        lines = f"  while: {self.condition(scope, 1)}\n" if self.chance(0.3) else ""
        lines += f"  when: {self.condition(scope, 2)}\n"
        lines += f"  call for: {self.act()}\n" if self.chance(0.6) else ""
        return f'notice {self.name("N")} "n" / "示" for each {entity}\n{CITE}{self.validity()}{lines}'

    def rule(self, keyword: str, prefix: str, entity: str, lines: str, *, by_count: bool) -> str:
        """A rule that may be broken, with no rungs, its own, or those of a ladder."""
        name = self.name(prefix)
        begin = f'{keyword} {name} "t" / "题" for each {entity}\n{CITE}{self.validity()}{lines}'
        rungs = self.rungs(by_count=by_count)
        how = self.pick("none", "inline", "ladder")
        if how == "none":
            return begin
        if how == "inline":
            return begin + rungs
        ladder = self.name("L")
        counting = f"  counting: {self.pick('consecutive', 'in total')}\n" if by_count and self.chance(0.6) else ""
        late = f"  late counts: {self.pick('yes', 'no')}\n" if by_count and self.chance(0.4) else ""
        reset = f"  reset: {self.pick('on time', 'each year', 'never')}\n" if by_count and self.chance(0.4) else ""
        return f'{begin}  breach goes to: {ladder}\nladder {ladder} "l" / "梯"\n{CITE}{counting}{late}{rungs}{reset}'

    def rungs(self, *, by_count: bool) -> str:
        numbers = sorted(self.dice.sample([1, 2, 3, 8], self.dice.choice([1, 2, 3])))
        unit = self.pick("days", "working days")
        where = [str(n) if by_count else f"after {n} {unit}" for n in numbers]
        return "".join(f"  rung {at} -> {self.act()}\n" for at in where)

    def act(self) -> str:
        told = self.pick("", " sent to lead_unit", " by rectification_office")
        due = f", due in {self.span()}" if self.chance(0.4) else ""
        return self.pick("reminder", "warning", "supervision", "interview") + told + due

    def span(self) -> str:
        return f"{self.pick('1', '5', '30')} {self.pick('days', 'working days', 'months')}"

    def period(self) -> str:
        return self.pick("month", "month", "quarter", "half-year", "week", "ten-day period")

    def checks(self) -> str:
        """When a standing is asked: in calendar periods, or in a rhythm of its own."""
        if self.chance(0.6):
            return self.period()
        return f"{self.pick('1', '10', '45')} {self.pick('days', 'months')} from {self.day()}"

    def due(self, scope: Scope) -> str:
        fixed = f"by end of {self.pick('2023-05', '2023-Q2')}"
        after = f"{self.span()} after {self.value(Kind.DATE, scope, 0)}{self.pick('', ', first day counted')}"
        said = [self.value(Kind.DATE, scope, 1), after, after, fixed]
        if scope.period:
            said += [f"by day {self.pick('1', '5', '31')} of {self.pick('this period', 'the next period')}"] * 4
        roll = self.pick("", "", ", same day", ", previous working day")
        return self.dice.choice(said) + roll

    def fulfilment(self, entity: str, scope: Scope) -> str:
        """An event that may be about the same owner, or a judgement."""
        owners = self.book.vocabulary[entity].part_of if entity in self.events() else (entity,)
        able = [e.id for e in self.book.vocabulary.entities if e.event and set(e.part_of) & set(owners)]
        able += [j.name.id for j in self.book.judgements if j.entity == entity]
        chosen = self.pick(*able)
        if chosen in self.events() and self.chance(0.5):
            variable = self.name("v")
            inner = evolve(scope, variables={variable: chosen}, quantifiers=1)
            return f"{chosen} {variable} where {self.condition(inner, 1)}"
        return chosen

    def _ranking(self) -> str:
        entity, name = self.pick("Task", "Task", "Unit"), self.name("R")
        scope = self.scope(entity, period=True)
        every = self.pick("month", "quarter", "half-year", "year", "ten-day period")
        begin = f'ranking {name} also "榜{name}" on {entity}\n{CITE}  every: {every}\n'
        who = "".join(f"  {key}: {self.condition(scope, 1)}\n" for key in ("ranked", "left out") if self.chance(0.4))
        by = self.value(self.dice.choice([Kind.INTEGER, Kind.INTEGER, Kind.PERCENT]), scope, 2)
        return f"{begin}{who}  ranked by: {by}\n  order: {self.pick('lowest', 'highest')} first\n"

    def _exception(self) -> str:
        rules = [*self.book.duties, *self.book.duties, *self.book.gates, *self.book.standings, *self.book.notices]
        if not rules:
            return ""
        rule = self.dice.choice(rules)
        begin = f'exception {self.name("X")} "x" / "例" overrides {rule.id}\n{CITE}{self.validity()}'
        scope = self.scope(rule.entity)
        effect = "not required"
        if rule in self.book.gates:
            effect = self.pick("permit all", f"permit [{self.dice.choice(rule.labels).label}]")
            scope = Scope(rule.entity, rule.act)
        elif rule in self.book.duties:
            scope = evolve(scope, period=rule.every is not None)
            effect = self.pick("not required", "excused", f"due instead {self.due(scope)}")
        return f"{begin}  applies when: {self.condition(scope, 2)}\n  effect: {effect}\n"
