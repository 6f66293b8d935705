"""The tree: what a rule file says, faithful to the text and free of dialect keywords.

Names stand as written (an alias is resolved by the checker); texts are kept in both languages; days, months and
numbers are values. Spans and comments take no part in equality, so that `parse(print(t)) == t` compares meaning.

A file is a row of forms. A form has a header and clauses; which clauses a form may have stands in `forms.py`. The
comment behind a class is its shape in English.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from rectcore.model.duration import SpanUnit
from rectcore.model.period import Period
from rectcore.source import Span


@frozen(kw_only=True)
class Node:
    """Whatever stands somewhere in a file."""

    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Word(Node):
    """A name as written, normalised to NFC and half-width."""

    text: str


@frozen
class Bilingual(Node):
    """A text for people in one or both languages; `""` where a half is not given."""

    en: str = ""
    zh: str = ""


# -- values -------------------------------------------------------------------------------------------------------


@frozen
class Number(Node):
    """An exact number."""

    value: Decimal


@frozen
class Percent(Node):
    """A share: `20%` is 0.20."""

    value: Decimal


@frozen
class TextValue(Node):
    """A text in quotes."""

    value: str


@frozen
class Day(Node):
    """`2023-10-31`."""

    value: date


@frozen
class PeriodValue(Node):
    """`2023-10`, `2023-Q2`."""

    value: Period


@frozen
class YesNo(Node):
    """`yes`, `true`, `no` after `is`, `false`."""

    value: bool


@frozen
class Nothing(Node):
    """`none`: known not to exist."""


@frozen
class AsOf(Node):
    """`as of`: the day the verdict is for."""


@frozen
class ListValue(Node):
    """`[a, b]`, in the facts of a scenario."""

    items: tuple[Expression, ...]


@frozen
class Path(Node):
    """`lead_unit.title`, `this.period`, `overdue`; `this` alone has no words."""

    words: tuple[Word, ...]
    this: bool = False


@frozen
class Duration(Node):
    """A duration: `30 days`, `report_lag working days`; `unit` None: a parameter that is itself a duration, `near`."""

    amount: Expression
    unit: SpanUnit | None = None


# -- conditions and arithmetic ------------------------------------------------------------------------------------


@frozen
class Compare(Node):
    """`deadline before as of`; `op` is the canonical keyword (`is`, `is not`, `at least`, `no later than` …)."""

    op: str
    left: Expression
    right: Expression


@frozen
class Within(Node):
    """`u.on within this.period`."""

    value: Expression
    period: Expression


@frozen
class WithinLast(Node):
    """`u.on within the last 45 days`."""

    value: Expression
    span_of: Duration


@frozen
class Arithmetic(Node):
    """`as of + 30 days`; `op` is `+`, `-` or `*`."""

    op: str
    left: Expression
    right: Expression


@frozen
class Extreme(Node):
    """`greater of (a, b)`; `op` is `greater of`, `lesser of`, `earlier of` or `later of`."""

    op: str
    operands: tuple[Expression, ...]


@frozen
class DaysBetween(Node):
    """`working days from opened to as of`, both days counted; `unit` is days or working days."""

    unit: SpanUnit
    first: Expression
    last: Expression


@frozen
class AsAt(Node):
    """`(progress as at 2023-06-30)`."""

    value: Expression
    day: Expression


@frozen
class HeldFor(Node):
    """`(overdue held for 5 working days)`."""

    condition: Expression
    span_of: Duration


@frozen
class Not(Node):
    """`not overdue`."""

    operand: Expression


@frozen
class And(Node):
    """`a and b and c`; the operands are no `And` themselves."""

    operands: tuple[Expression, ...]


@frozen
class Or(Node):
    """`a or b`; the operands are no `Or` themselves."""

    operands: tuple[Expression, ...]


@frozen
class IfThen(Node):
    """`if kind is task then …`, in a bullet."""

    condition: Expression
    then: Expression


@frozen
class Binder(Node):
    """`signature a`; without a name the fields of the event are plain names."""

    entity: Word
    name: Word | None = None


@frozen
class Quantified(Node):
    """`exists report u where …`, `no report u where …`, `all report u satisfy …`; `how` is `exists`, `no` or `all`."""

    how: str
    binders: tuple[Binder, ...]
    condition: Expression | None = None


@frozen
class Count(Node):
    """`count of evidence`, `count of (report u where …)`; `in_a_row`: `count in a row of (report u where …)`."""

    binder: Binder
    condition: Expression | None = None
    in_a_row: bool = False


@frozen
class IsKnown(Node):
    """`deadline is known`, `deadline is missing`."""

    value: Expression
    known: bool


@frozen
class By(Node):
    """`a by party_secretary`, `a by party_secretary of lead_unit`."""

    event: Path
    post: Word
    of: Path | None = None


@frozen
class RelativePeriod(Node):
    """`this period`, `the previous period`, `the same period last year`: `this`, `previous`, `last year`."""

    which: str


@frozen
class Reading(Node):
    """`pm25 for 2025`, `pm25 for the previous period`: the value of a series for a period."""

    series: Path
    period: Expression


@frozen
class Points(Node):
    """`1 for each supervision where …, at most 10`, behind a label of a score.

    `by`: `row` (each of `binder` with `condition`), `step` (every `step` of `of`, `whole` ones only), `if`
    (`condition`). `most`: no more than so many altogether.
    """

    points: Expression
    by: str
    binder: Binder | None = None
    condition: Expression | None = None
    step: Expression | None = None
    of: Expression | None = None
    whole: bool = False
    most: Expression | None = None


@frozen
class Drawn(Node):
    """`t drawn in checks for 2026-Q1`; without `row` of what is at hand, without `period` the one of the day."""

    sample: Path
    period: Expression | None = None
    row: Path | None = None


@frozen
class Placed(Node):
    """`air among the first 20`, `u.air for the previous period among the last 3`; `end` is `first` or `last`."""

    ranking: Expression
    end: str
    number: Expression


@frozen
class OrElse(Node):
    """`(x or else v)`: the one form that puts a value in the place of what is not known."""

    value: Expression
    default: Expression


Expression: TypeAlias = (
    Number
    | Percent
    | TextValue
    | Day
    | PeriodValue
    | YesNo
    | Nothing
    | AsOf
    | ListValue
    | Path
    | Duration
    | Compare
    | Within
    | WithinLast
    | Arithmetic
    | Extreme
    | DaysBetween
    | AsAt
    | HeldFor
    | Not
    | And
    | Or
    | IfThen
    | Quantified
    | Count
    | IsKnown
    | By
    | RelativePeriod
    | Reading
    | Points
    | Drawn
    | Placed
    | OrElse
)


# -- what stands behind a key -------------------------------------------------------------------------------------


@frozen
class Cite(Node):
    """`SM "art 9(2)"`: a source and the place in it; `SM S12`: a clause of its outline."""

    source: Word
    place: Bilingual | None = None
    clause: Word | None = None


@frozen
class Bullet(Node):
    """`- [dual] condition`; the formatter adds a missing label."""

    label: Word | None
    condition: Expression
    comments: tuple[str, ...] = field(default=(), eq=False)


@frozen
class ByDay(Node):
    """`by day report_day of the next period`; `which` is `this` or `next`."""

    day: Expression
    which: str


@frozen
class EndOf(Node):
    """`by end of 2023-10`, `by end of the next period`."""

    which: Period | str


@frozen
class After(Node):
    """`10 working days after on`, `…, first day counted`."""

    span_of: Duration
    start: Expression
    first_day_counted: bool = False


@frozen
class OnDay(Node):
    """`current_deadline`, `2023-10-31`."""

    day: Expression


@frozen
class DueOf(Node):
    """`earlier of (by end of 2023-10, 30 days after opened)`; `op` is `earlier of` or `later of`."""

    op: str
    rules: tuple[DueRule, ...]


@frozen
class OwnGrid(Node):
    """`3 months from 2023-04-15`: a grid with an anchor of its own."""

    span_of: Duration
    anchor: date


@frozen
class Rolling(Node):
    """`30 days after the last one`; `roll` as of a due day."""

    span_of: Duration
    roll: str | None = None


DueRule: TypeAlias = ByDay | EndOf | After | OnDay | DueOf


@frozen
class Due(Node):
    """A due day; `roll` is `next working day`, `previous working day`, `same day`, or None for the rule set's own."""

    rule: DueRule
    roll: str | None = None


@frozen
class Act(Node):
    """`supervision sent to lead_unit copied to territory by rectification_office, due in 10 working days`.

    `proposed by POST`, `approved by POST`, and `answered by lead_unit within 20 working days` may stand beside.
    """

    measure: Word
    sent_to: Path | None = None
    copied_to: Path | None = None
    by: Word | None = None
    due_in: Duration | None = None
    proposed_by: Word | None = None
    approved_by: Word | None = None
    answered_by: Path | None = None
    answered_within: Duration | None = None


@frozen
class RungLine(Node):
    """`rung 2 -> act`, `rung warn_at -> act` (`count`), `rung after 30 days -> act` (`after`)."""

    act: Act
    count: Expression | None = None
    after: Duration | None = None


@frozen
class Fulfilment(Node):
    """`report where covers is this.period`, or a judgement by its name."""

    what: Word
    name: Word | None = None
    condition: Expression | None = None


@frozen
class Effect(Node):
    """`not required`, `excused`, `due instead DUE`, `permit [a, b]`, `permit all` (labels empty), `set aside`."""

    kind: str
    labels: tuple[Word, ...] = ()
    due: Due | None = None


@frozen
class Over(Node):
    """`Task t grouped by lead_unit where status is open`: the rows an aggregate, or a sample, is about."""

    entity: Word
    name: Word | None = None
    grouped_by: Path | None = None
    condition: Expression | None = None


@frozen
class Measured(Node):
    """`count`, `share where overdue`, `sum of x`; `how` is `count`, `share`, `sum`, `least`, `greatest`, `average`."""

    how: str
    of: Expression | None = None


@frozen
class WhenEmpty(Node):
    """`not applicable` (value None), or the value over no rows."""

    value: Expression | None = None


@frozen
class GradeLine(Node):
    """`grade good "良好": at least 80, less than 90`; a bound that is None is open."""

    name: ValueName
    low: Expression | None = None
    high: Expression | None = None


@frozen
class Validity(Node):
    """`from 2023-04-03 to 2025-12-31`, both days included."""

    first: date | None = None
    last: date | None = None


@frozen
class SourceLine(Node):
    """`source SM: "Supervision Measures"`."""

    id: Word
    title: Bilingual


@frozen
class ClauseLine(Node):
    """`clause S12 "III(1) goal, unit, deadline"`, `clause S10 "II(4) strategies", narrative "sets no duty"`."""

    id: Word
    title: Bilingual
    narrative: bool = False
    reason: Bilingual | None = None


@frozen
class ValueName(Node):
    """`low "低"`: a word of a closed list, or a host's measure, with its other names."""

    word: Word
    also: tuple[str, ...] = ()


@frozen
class TypeName(Node):
    """`optional one of low "低", high "高"`, `integer`, `Unit`; `kind` is the canonical word, or `entity`."""

    kind: str
    optional: bool = False
    entity: Word | None = None
    values: tuple[ValueName, ...] = ()


@frozen
class HasLine(Node):
    """`has risk also "风险等级": optional one of … current only`; `constant`: assumed so from the start."""

    name: Word
    type: TypeName
    also: tuple[str, ...] = ()
    current_only: bool = False
    constant: bool = False


@frozen
class DatedValue(Node):
    """`from 2026-01-01: 5`, `from 2027-01-01: repealed` (value None)."""

    since: date
    value: Expression | None


@frozen
class Layers(Node):
    """`city, county, only higher`: the kinds of units that may set a parameter; `only`: `only higher`, `only lower`."""

    levels: tuple[Word, ...]
    only: str | None = None


@frozen
class Column(Node):
    """A cell of a table's first row: an input, or a result with its names and type where they are written."""

    input: Path | None = None
    name: Word | None = None
    also: tuple[str, ...] = ()
    type: TypeName | None = None


@frozen
class TableHead(Node):
    """`| risk | open_days | result |`."""

    columns: tuple[Column, ...]


@frozen
class AnyCell(Node):
    """`any`: whatever the input is."""


@frozen
class Limit(Node):
    """`at most 30`."""

    op: str
    value: Expression


@frozen
class RangeCell(Node):
    """`at most 30`, `more than 10 and at most 30`."""

    limits: tuple[Limit, ...]


@frozen
class TableRow(Node):
    """`| low | at most 30 | 10 |`."""

    cells: tuple[Expression | AnyCell | RangeCell, ...]


@frozen
class Fact(Node):
    """`status: open`, in the braces of a given."""

    name: Word
    value: Expression


@frozen
class Given(Node):
    """`given Task T1 {status: open, opened: 2026-01-03}`."""

    entity: Word
    id: Word
    facts: tuple[Fact, ...] = ()


@frozen
class Expect(Node):
    """`expect CLOSE(T1) is blocked [dual, proof]`, `expect next change(T1) is 2026-06-23`.

    `rule` None stands for `next change`; `part` is the result of a table that is meant. `args` are names and periods.
    `result` is a state or measure by name, or a value. `labels` None: not stated.
    """

    rule: Word | None
    args: tuple[Word | PeriodValue | Day, ...]
    result: Expression
    negated: bool = False
    labels: tuple[Word, ...] | None = None
    part: Word | None = None


Value: TypeAlias = (
    Expression
    | Bilingual
    | Word
    | Due
    | OwnGrid
    | Rolling
    | RungLine
    | Fulfilment
    | Effect
    | Over
    | Measured
    | WhenEmpty
    | GradeLine
    | Validity
    | SourceLine
    | ClauseLine
    | HasLine
    | DatedValue
    | Layers
    | TableHead
    | TableRow
    | Given
    | Expect
    | Act
    | str
    | tuple[Cite, ...]
    | tuple[Bullet, ...]
    | tuple[ValueName, ...]
    | tuple[Word, ...]
)


# -- forms --------------------------------------------------------------------------------------------------------


@frozen
class Clause(Node):
    """A line, or several, of a form: `key` is the canonical keyword; a fixed choice is its canonical word (a `str`)."""

    key: str
    value: Value
    comments: tuple[str, ...] = field(default=(), eq=False)


@frozen
class Form(Node):
    """A declaration.

    Args:
        kind: the canonical keyword of its header: `ruleset`, `use`, `outline`, `measures`, `entity`, `event`,
            `parameter`, `setting`, `define`, `judgement`, `table`, `series`, `aggregate`, `score`, `sample`, `ranking`,
            `gate`, `duty`, `standing`, `notice`, `target`, `ladder`, `exception`, `scenario`.
        id: its name, of an outline its source; None for `use`, `measures`, `scenario`.
        title: the text of the header; of `use` the file's name.
        also: further names.
        on: what `on` names: `Task.closure` of a gate, `Task` of a definition or judgement.
        for_each: the entity of a duty, standing, notice, target or ladder.
        overrides: the rule an exception is attached to.
        part_of: the entities an event is part of.
        complete: `complete`, `may be incomplete`, a feed (a `Word`) or None where nothing is said.
        clock: `recording time`, `stated date` or None.
        each: the kind of period that a series has a value for.
        type: of a parameter or a series.
        unit: whose setting it is.
        broken: a fault in it has been reported; what follows from it is not reported again.
    """

    kind: str
    id: Word | None = None
    title: Bilingual | None = None
    also: tuple[str, ...] = ()
    on: Path | None = None
    for_each: Word | None = None
    overrides: Word | None = None
    part_of: tuple[Word, ...] = ()
    complete: Word | str | None = None
    clock: str | None = None
    each: str | None = None
    type: TypeName | None = None
    unit: Word | TextValue | None = None
    clauses: tuple[Clause, ...] = ()
    comments: tuple[str, ...] = field(default=(), eq=False)
    broken: bool = field(default=False, eq=False)

    def get(self, key: str) -> Clause | None:
        """The first clause with that key."""
        return next((c for c in self.clauses if c.key == key), None)

    def all(self, key: str) -> tuple[Clause, ...]:
        """The clauses with that key, in order."""
        return tuple(c for c in self.clauses if c.key == key)


@frozen
class File(Node):
    """A rule file: its dialect and its forms; `trailing` holds the comments after the last one.

    `whole`: all of it was read, and of the files it belongs to; where not, what is declared may stand in the rest.
    """

    dialect: str = field(eq=False)
    forms: tuple[Form, ...] = ()
    trailing: tuple[str, ...] = field(default=(), eq=False)
    whole: bool = field(default=True, eq=False)
