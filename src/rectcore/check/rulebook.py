"""The checked rulebook: the one form that the engine, the explanation and every later back end read.

Free of dialect, positions left out of comparison, immutable. Rules are kept by kind in the order of their ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, Final, TypeAlias

import attrs
from attrs import field, frozen

from rectcore.check.table import Table
from rectcore.check.terms import And, Bound, Count, Rows, Term
from rectcore.check.types import DECIMAL, INTEGER, YES_NO, Name, Type
from rectcore.check.vocabulary import Vocabulary
from rectcore.diagnostics import Text
from rectcore.model.calendar import Roll
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting, Reset
from rectcore.model.grid import Grid
from rectcore.model.period import Period, PeriodKind


@frozen
class Validity:
    """From a day to a day, both included; None: open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@frozen
class Citation:
    """A place in a source: which clause says so; `clause` is its id where the source has an outline."""

    source: str
    title: Text
    place: Text
    clause: str = ""


@frozen
class Clause:
    """A clause of a source's outline; a narrative one asks for nothing, and `reason` says why."""

    source: str
    id: str
    title: Text
    narrative: bool = False
    reason: Text = Text()


@frozen
class Labelled:
    """A condition with the name it is cited, explained and waived by."""

    label: str
    term: Term


def value_on(values: tuple[tuple[date, Any], ...], day: date) -> Any:
    """The last value that has begun by a day; None where there is none, or it was repealed."""
    return next((v for since, v in sorted(values, key=lambda p: p[0], reverse=True) if since <= day), None)


@frozen
class Setting:
    """What a unit has set a parameter to, for itself and all below it; None: repealed."""

    unit: str
    values: tuple[tuple[date, Any], ...]
    cites: tuple[Citation, ...] = ()
    span: Any = field(default=None, eq=False, repr=False)

    def on(self, day: date) -> Any:
        """The value set on a day; None where there is none."""
        return value_on(self.values, day)


@frozen
class Parameter:
    """A number or choice that the text leaves to be set, with its values by day; None: repealed.

    Args:
        set_by: the kinds of units that may set it.
        only: `only higher` or `only lower` than the layer above; None: either.
        settings: what units have set, by unit.
    """

    name: Name
    type: Type
    values: tuple[tuple[date, Any], ...]
    cites: tuple[Citation, ...] = ()
    review_by: date | None = None
    set_by: tuple[str, ...] = ()
    only: str | None = None
    settings: tuple[Setting, ...] = ()

    def on(self, day: date) -> Any:
        """The value in force on a day where no unit has set another; None where there is none."""
        return value_on(self.values, day)

    @property
    def ever(self) -> tuple[Any, ...]:
        """Every value it has at any time, for whomever."""
        tables = (self.values, *(s.values for s in self.settings))
        return tuple(dict.fromkeys(v for values in tables for _, v in values if v is not None))

    @property
    def days(self) -> frozenset[date]:
        """The days on which a value begins, for whomever."""
        return frozenset(since for values in (self.values, *(s.values for s in self.settings)) for since, _ in values)

    def possible(self, day: date) -> tuple[Any, ...]:
        """The values it can have on a day, for whomever."""
        found = [self.on(day), *(s.on(day) for s in self.settings)]
        return tuple(dict.fromkeys(v for v in found if v is not None))

    def allows(self, value: Any, above: Any) -> bool:
        """Whether a unit may set a value where the layer above it has another, or none."""
        if self.only is None or above is None:
            return True
        return bool(value >= above if self.only == "only higher" else value <= above)


@frozen
class Definition:
    """A named condition or value on an entity."""

    name: Name
    entity: str
    term: Term
    title: Text = Text()
    cites: tuple[Citation, ...] = ()


@frozen
class Judgement:
    """A term only people can decide: the post that decides, and for how long it holds."""

    name: Name
    entity: str
    decided_by: str | None
    valid_for: tuple[Term, SpanUnit] | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()


@frozen
class Series:
    """An indicator: a number of something for each period of a kind, as recorded readings give it."""

    name: Name
    entity: str
    each: PeriodKind
    type: Type
    unit: str = ""
    cites: tuple[Citation, ...] = ()


@frozen
class Aggregate:
    """A number over rows: how many, what share, their sum, least, greatest or average.

    Args:
        over: the rows; those of the whole ledger where its `of` is None.
        grouped_by: the reference, or list of references, from a row to what the number is about; None: no row is left
            out for it.
        where: which of the rows.
        how: `count`, `share`, `sum`, `least`, `greatest`, `average`.
        of: the condition that is counted (None: every row), or the value that is added up or compared.
        empty: the value over no rows; None: not applicable.
    """

    name: Name
    entity: str
    over: Bound
    where: Term
    how: str
    type: Type
    grouped_by: Term | None = None
    of: Term | None = None
    empty: Any = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def asked(self) -> Term:
        """Everything it asks of a row, as one term, for those who look for what a term rests on."""
        of = (self.of,) if self.of is not None else ()
        return Count(self.over, And((self.where, *of)))


@frozen
class ScoreLine:
    """A line that takes points off (`deducts`), or adds them.

    `of` is a number of rows, something measured (`step` says by what; only what exceeds 0 counts; `whole`: unfinished
    steps do not), or a condition. `most`: no more points than that.
    """

    label: str
    deducts: bool
    points: Term
    of: Term
    step: Decimal | None = None
    whole: bool = False
    most: Term | None = None


@frozen
class PointsIf:
    """So many points where a condition holds."""

    label: str
    points: Term
    term: Term


@frozen
class Grade:
    """A grade: from `low` (included) to `high` (not included); None: open."""

    name: Name
    low: Decimal | None = None
    high: Decimal | None = None


@frozen
class Score:
    """Points of something for each period, and the grade they make.

    `start` with what is added and taken off, held between `floor` and `cap`, then under each of `capped` that holds.
    A veto gives the first of `grades`, which run from the lowest to the highest, whatever the points.
    """

    name: Name
    entity: str
    every: PeriodKind
    lines: tuple[ScoreLine, ...]
    start: Term | None = None
    floor: Term | None = None
    cap: Term | None = None
    capped: tuple[PointsIf, ...] = ()
    vetoes: tuple[Labelled, ...] = ()
    grades: tuple[Grade, ...] = ()
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """A number."""
        return DECIMAL

    @property
    def asked(self) -> Term:
        """Everything it asks, as one term, for what looks through it."""
        found = [t for x in self.lines for t in (x.points, x.of, x.most) if t is not None]
        found += [t for t in (self.start, self.floor, self.cap) if t is not None]
        found += [t for x in self.capped for t in (x.points, x.term)]
        return And((*found, *(x.term for x in self.vetoes)))


MOST_SLIPS: Final = 100
"""The greatest weight that a row may have in a sample: more slips nobody would check by hand."""


@frozen
class Sample:
    """What is drawn by lot for each period from the rows that a plan has on the day of the draw.

    In each stratum (`by`; None: all rows are one) `share` of the rows, rounded up, and `least` at least, or all there
    are. `weight`: with how many slips a row is among them; None: with one. `inspectors` with `fit`: whom the same lot
    assigns.
    """

    name: Name
    entity: str
    every: PeriodKind
    among: Bound
    where: Term
    share: Term | None = None
    least: Term | None = None
    by: Term | None = None
    weight: Term | None = None
    inspectors: Bound | None = None
    fit: Term | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """Yes or no: whether something was drawn."""
        return YES_NO

    @property
    def asked(self) -> Term:
        """Everything it asks, as one term, for what looks through it."""
        found = [Count(self.among, self.where)]
        if self.inspectors is not None and self.fit is not None:
            found.append(Count(self.inspectors, self.fit))
        return And((*found, *(x for x in (self.share, self.least, self.by, self.weight) if x is not None)))


@frozen
class Ranking:
    """An order of units or tasks for each period, by a number; equal numbers share a rank.

    Those for which `where` holds are ranked, but not those for which `left_out` does, nor those that have no number.
    """

    name: Name
    entity: str
    every: PeriodKind
    by: Term
    lowest_first: bool
    where: Term | None = None
    left_out: Term | None = None
    title: Text = Text()
    cites: tuple[Citation, ...] = ()

    @property
    def type(self) -> Type:
        """A whole number: the rank."""
        return INTEGER

    @property
    def asked(self) -> Term:
        """Everything it asks of each row, as one term, for what looks through it."""
        found = tuple(x for x in (self.where, self.left_out, self.by) if x is not None)
        return Count(Bound(0, Rows(self.entity)), And(found))


@frozen
class ActCalled:
    """What is to be done: the measure, to whom, by whom, and by when."""

    measure: str
    sent_to: Term | None = None
    copied_to: Term | None = None
    by: str | None = None
    due_in: tuple[Term, SpanUnit] | None = None
    proposed_by: str | None = None
    approved_by: str | None = None
    answered_by: Term | None = None
    answered_within: tuple[Term, SpanUnit] | None = None


@frozen
class RungCondition:
    """What a rung is reached by: all of `all_of`, and one of each group of `any_of`."""

    all_of: tuple[Labelled, ...] = ()
    any_of: tuple[tuple[Labelled, ...], ...] = ()

    @property
    def labels(self) -> tuple[Labelled, ...]:
        """Every condition, in the order of the text."""
        return (*self.all_of, *(one for group in self.any_of for one in group))


@frozen
class LadderStep:
    """A rung with the act it calls for: reached at the n-th (`count`), on the n-th day (`after`), or by conditions
    (`when`), one of the three. `feeds` are the ladders that count how often a subject stands on it.
    """

    act: ActCalled
    count: Term | None = None
    after: tuple[Term, SpanUnit] | None = None
    when: RungCondition | None = None
    feeds: tuple[str, ...] = ()


@frozen(kw_only=True)
class Rule:
    """What every rule has."""

    id: str
    title: Text = Text()
    cites: tuple[Citation, ...] = ()
    in_force: Validity = Validity()
    say: Text = Text()
    formerly: str | None = None
    span: Any = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Ladder(Rule):
    """Ordered rungs. `inline` ones stand inside a rule and have its id.

    Args:
        steps: the rungs, the lowest first.
        for_each: the unit it adds up for; of one by conditions, what it is about.
        counts_on_time: it counts what is done in time, not what is missed.
        within: only what was due within so long of the day counts.
        every: the conditions are asked on the last day of each period, and the answer stands until the next.
        absorbs: the ladders whose findings on the same subject are silent beside one of this.
    """

    steps: tuple[LadderStep, ...]
    for_each: str | None = None
    counting: Counting = Counting.CONSECUTIVE
    late_counts: bool = True
    reset: Reset = Reset.ON_TIME
    inline: bool = False
    counts_on_time: bool = False
    within: tuple[Term, SpanUnit] | None = None
    every: PeriodKind | None = None
    absorbs: tuple[str, ...] = ()

    @property
    def by_count(self) -> bool:
        """Whether it climbs by number."""
        return self.steps[0].count is not None

    @property
    def by_days(self) -> bool:
        """Whether it climbs by how long a breach lasts."""
        return self.steps[0].after is not None

    @property
    def by_condition(self) -> bool:
        """Whether each rung has conditions of its own."""
        return self.steps[0].when is not None

    @property
    def entity(self) -> str:
        """What a ladder by conditions is about."""
        assert self.for_each is not None
        return self.for_each


@frozen(kw_only=True)
class Gate(Rule):
    """What must be true before an act. `any_of` are groups of which one condition each must hold."""

    entity: str
    act: str
    all_of: tuple[Labelled, ...] = ()
    any_of: tuple[tuple[Labelled, ...], ...] = ()
    refer: bool = False

    @property
    def labels(self) -> tuple[Labelled, ...]:
        """Every condition, in the order of the text."""
        return (*self.all_of, *(one for group in self.any_of for one in group))


@frozen
class DueByDay:
    """A day of the instance's period or of the one after, clamped to the month's last day."""

    day: Term
    next_period: bool


@frozen
class DueEndOf:
    """The last day of a period: a named one, or the instance's own or the one after."""

    period: Period | None
    next_period: bool = False


@frozen
class DueAfter:
    """So long after a day."""

    amount: Term
    unit: SpanUnit
    start: Term
    first_day_counted: bool = False


@frozen
class DueOn:
    """A day."""

    day: Term


@frozen
class DueAfterLast:
    """So long after the last time it was fulfilled, or after the start."""

    amount: Term
    unit: SpanUnit


@frozen
class DueOf:
    """The earlier or later of several due days; `op` is `earlier of` or `later of`."""

    op: str
    rules: tuple[DueRule, ...]


DueRule: TypeAlias = DueByDay | DueEndOf | DueAfter | DueOn | DueOf | DueAfterLast


@frozen
class Due:
    """When something is due, and where that day goes when it falls on a holiday."""

    rule: DueRule
    roll: Roll


@frozen
class Rolled:
    """Where every due day goes that falls on a holiday and says nothing of its own; `Due` holds it as well."""

    roll: Roll
    span: Any = field(default=None, eq=False, repr=False)


@frozen
class ByEvent:
    """An event that fulfils, with its condition on variable `number`."""

    entity: str
    number: int
    condition: Term


@frozen
class ByJudgement:
    """A judgement whose truth fulfils."""

    term: str


class TestedAt(Enum):
    """On which day a duty asks whether it applies."""

    BOTH = "both"
    PERIOD_END = "period end"
    DUE_DATE = "due date"


class GovernedBy(Enum):
    """Which day's parameters judge an instance."""

    PERIOD_START = "period start"
    DUE_DATE = "due date"
    AS_OF = "as of"


@frozen(kw_only=True)
class Duty(Rule):
    """Something owed, once or every period, fulfilled by an event or a judgement.

    `every`: calendar periods, or a grid of its own. A duty that is due after the last one has neither.
    """

    entity: str
    due: Due
    fulfilled_by: ByEvent | ByJudgement
    applies_while: Term | None = None
    every: PeriodKind | Grid | None = None
    first_period_included: bool = False
    tested_at: TestedAt = TestedAt.BOTH
    governed_by: GovernedBy = GovernedBy.PERIOD_START
    ladder: str | None = None
    kept: str | None = None

    @property
    def rolling(self) -> bool:
        """Whether each instance runs from the last time it was fulfilled."""
        return isinstance(self.due.rule, DueAfterLast)


@frozen(kw_only=True)
class Standing(Rule):
    """A condition that must hold all the time, or at each check: `every`, calendar periods or a grid of its own."""

    entity: str
    must: Term
    applies_while: Term | None = None
    lasting: tuple[Term, SpanUnit] | None = None
    every: PeriodKind | Grid | None = None
    ladder: str | None = None
    kept: str | None = None


@frozen(kw_only=True)
class Notice(Rule):
    """A condition with something to be said when it holds, and no breach behind it."""

    entity: str
    when: Term
    applies_while: Term | None = None
    act: ActCalled | None = None
    ladder: str | None = None


@frozen(kw_only=True)
class Target(Rule):
    """A bound that an indicator must keep to by a day.

    Args:
        must: the bound; a series without a period is asked for the period that the due day closes.
        due: the day by which it must hold.
        each: the kind of that period.
        off_course: the act that is called for while the latest data do not keep to it.
        ladder: what a target that is not met leads to.
    """

    entity: str
    must: Term
    due: Due
    each: PeriodKind
    applies_while: Term | None = None
    off_course: ActCalled | None = None
    ladder: str | None = None


@frozen(kw_only=True)
class ExceptionRule(Rule):
    """What changes the outcome of one rule, or of an exception to it.

    Args:
        overrides: the rule, ladder or exception it is attached to; `rule` is the one at the root.
        effect: `not required`, `excused`, `due instead`, `permit`, or, of an exception, `set aside`.
    """

    overrides: str
    rule: str
    applies_when: Term
    effect: str
    labels: tuple[str, ...] = ()
    due: Due | None = None


AnyRule: TypeAlias = Gate | Duty | Standing | Notice | Target


@frozen
class GivenRow:
    """A fact of a scenario: `entity` with an id and its fields, as a ledger would hold them."""

    entity: str
    id: str
    fields: tuple[tuple[str, Any], ...]


@frozen
class Expectation:
    """What a scenario expects.

    `rule` None: the next change of `subject`. `what` is the kind of the rule. `result` is a state, a measure, a value.
    `part` is the result of a table that is meant.
    """

    rule: str | None
    what: str
    subject: str
    detail: Any
    result: Any
    negated: bool = False
    labels: tuple[str, ...] | None = None
    part: str | None = None
    span: Any = field(default=None, eq=False, repr=False)


@frozen
class Scenario:
    """Facts, a day, and what is expected on it."""

    title: Text
    given: tuple[GivenRow, ...]
    as_of: date
    expects: tuple[Expectation, ...]
    known_at: date | None = None
    through: date | None = None
    span: Any = field(default=None, eq=False, repr=False)


@frozen(slots=False)
class Rulebook:
    """Everything a rule set says, checked."""

    id: str
    title: Text
    in_force: Validity
    calendar: str | None
    timezone: str | None
    sources: tuple[tuple[str, Text], ...]
    vocabulary: Vocabulary
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    tables: tuple[Table, ...] = ()
    series: tuple[Series, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    scores: tuple[Score, ...] = ()
    samples: tuple[Sample, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    gates: tuple[Gate, ...] = ()
    duties: tuple[Duty, ...] = ()
    standings: tuple[Standing, ...] = ()
    notices: tuple[Notice, ...] = ()
    targets: tuple[Target, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    exceptions: tuple[ExceptionRule, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    clauses: tuple[Clause, ...] = ()
    rolled: Rolled | None = field(default=None, eq=False)

    @property
    def rules(self) -> Iterator[AnyRule]:
        """Gates, duties, standings, notices and targets, by kind and then by id."""
        yield from self.gates
        yield from self.duties
        yield from self.standings
        yield from self.notices
        yield from self.targets

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        found: dict[str, Any] = {p.name.id: p for p in self.parameters}
        found |= {d.name.id: d for d in self.definitions}
        found |= {j.name.id: j for j in self.judgements}
        found |= {x.name.id: x for x in self.tables}
        found |= {s.name.id: s for s in self.series}
        found |= {a.name.id: a for a in self.aggregates}
        found |= {s.name.id: s for s in self.scores}
        found |= {s.name.id: s for s in self.samples}
        found |= {r.name.id: r for r in self.rankings}
        found |= {x.id: x for x in self.ladders if not x.inline}
        found |= {x.id: x for x in self.exceptions}
        found |= {x.id: x for x in self.rules}
        return found

    def find(self, id: str) -> Any:  # noqa: A002 - the word of the language
        """The rule, name (parameter, definition …) or ladder outside a rule of that id; None where there is none."""
        return self._by_id.get(id)

    @cached_property
    def _ladders(self) -> dict[str, Ladder]:
        return {x.id: x for x in self.ladders}

    def ladder(self, id: str) -> Ladder:  # noqa: A002
        """The ladder of that id; an inline one has the id of its rule."""
        return self._ladders[id]

    @cached_property
    def _former(self) -> dict[str, str]:
        return {r.id: r.formerly for r in (*self.rules, *self.ladders) if r.formerly is not None}

    def known_as(self, id: str) -> str:  # noqa: A002
        """The name a rule goes by in its findings: its former one, where it says so."""
        return self._former.get(id, id)

    def exceptions_of(self, rule: str) -> tuple[ExceptionRule, ...]:
        """The exceptions attached to a rule, a ladder or an exception."""
        return tuple(x for x in self.exceptions if x.overrides == rule)

    @cached_property
    def sha256(self) -> str:
        """The digest of what it means, with its texts: the same for complete twins in two languages."""
        text = json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, positions left out, every class by its name."""
    if attrs.has(type(value)):
        fields = {a.name: _plain(getattr(value, a.name)) for a in attrs.fields(type(value)) if a.eq is not False}
        return {"": type(value).__name__, **fields}
    if isinstance(value, Enum):
        return {"": type(value).__name__, "value": value.value}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return value
