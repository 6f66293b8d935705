"""What an evaluation gives: findings, obligations, data gaps, decisions. Plain data, ordered, with reasons as data.

The texts for people are put in by the explanation; the verdicts never depend on them.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from rectcore.check.rulebook import Citation
from rectcore.diagnostics import Text
from rectcore.engine.actions import Way
from rectcore.engine.figures import AggregateResult, RankResult, ReadingResult, SampleResult, ScoreResult
from rectcore.engine.trace import Trace
from rectcore.model.events import Subject
from rectcore.model.facts import Missing


class State(Enum):
    """Where an obligation stands."""

    NOT_REQUIRED = "not-required"  # it does not apply, or an exception took it away
    UPCOMING = "upcoming"  # its window has not begun
    PENDING = "pending"  # in its window, not yet done
    FULFILLED = "fulfilled"  # done by the due day
    LATE = "late"  # done after the due day
    MISSED = "missed"  # not done, and the due day is over
    EXCUSED = "excused"  # an exception keeps it out of every count
    UNDETERMINED = "undetermined"  # a fact is missing


class Holding(Enum):
    """Where a standing or a notice stands on a day."""

    HOLDS = "holds"  # a standing is kept; a notice applies
    NOT = "not"  # a notice does not apply
    VIOLATED_PENDING = "violated-pending"  # broken, and not for long enough
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"


class Course(Enum):
    """Where a target stands on a day."""

    NOT_REQUIRED = "not-required"  # it does not apply, or an exception took it away
    ON_COURSE = "on-course"  # the latest data keep to the bound; those that count are not in
    OFF_COURSE = "off-course"  # the latest data do not
    MET = "met"  # the data that count keep to it
    NOT_MET = "not-met"  # they do not, and the due day is over
    UNDETERMINED = "undetermined"  # no data, or a fact is missing


class Verdict(Enum):
    """The answer to: may this be done?"""

    OPEN = "open"
    BLOCKED = "blocked"
    BLOCKED_UNKNOWN = "blocked-unknown"
    UNGATED = "ungated"


@frozen
class Obligation:
    """One instance of a duty.

    Args:
        due: the last day; None where there is none or it is not known.
        provisional: the due day lies beyond the published working days.
        served_by: the event that fulfilled it, and `served_on` the day it counted.
        trigger: the event it is owed for, in a duty for each event.
        missing: what is not known, where the state is undetermined.
        exceptions: those that apply.
    """

    rule: str
    subject: Subject
    owner: Subject
    period: str | None
    due: date | None
    state: State
    provisional: bool = False
    clamped: bool = False
    rolled_from: date | None = None
    served_by: str | None = None
    served_on: date | None = None
    missing: tuple[Missing, ...] = ()
    exceptions: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from every other."""
        return (self.rule, self.subject.kind, self.subject.id, self.period or "")


@frozen
class TargetResult:
    """Where a target stands.

    Args:
        period: the one that the due day closes; None where the due day is not known.
        judged_by: the period whose data were looked at; None where there are none.
        due: the last day, `provisional` where it lies beyond the published working days.
        missing: what is not known, where the state is undetermined.
    """

    rule: str
    subject: Subject
    state: Course
    period: str | None = None
    judged_by: str | None = None
    due: date | None = None
    provisional: bool = False
    missing: tuple[Missing, ...] = ()


@frozen
class Superseded:
    """What a finding stands for beside itself: a lower rung of its ladder, or the finding of a ladder it absorbs."""

    id: str
    ladder: str
    rung: int
    measure: str


@frozen
class Finding:
    """Something that holds on the day, and what it calls for.

    Args:
        id: stable: rule set, rule, subject, and the period or act; never the day, the rung or a text.
        kind: the kind of rule: `duty`, `standing`, `notice`, `target`, `gate`, `ladder`.
        episode: the first day of the present unbroken run.
        since: the first day of the present rung in it.
        due: the last day for taking the measure; None where none is set.
        acted_on: the act that was taken on it.
        counted: the instances or episodes a ladder counted.
        reasons: the conditions behind it, by label.
        proposed_by: the post that proposes the measure, and `approved_by` the one that approves it.
        answered_by: the units that owe a reply to the act, `answer_due` its last day once the act is taken.
        answer: the reply.
        superseded: lower rungs that are reached as well, and findings of ladders that this one absorbs.
    """

    id: str
    rule: str
    kind: str
    subject: Subject
    episode: date
    since: date
    measure: str | None = None
    period: str | None = None
    ladder: str | None = None
    rung: int | None = None
    rung_hi: int | None = None
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    by: str | None = None
    due: date | None = None
    due_provisional: bool = False
    acted_on: str | None = None
    cites: tuple[Citation, ...] = ()
    counted: tuple[str, ...] = ()
    obligation: Obligation | None = None
    reasons: tuple[LabelResult, ...] = field(default=(), repr=False)
    message: Text = Text()
    proposed_by: str | None = None
    approved_by: str | None = None
    answered_by: tuple[str, ...] = ()
    answer_due: date | None = None
    answer_due_provisional: bool = False
    answer: str | None = None
    superseded: tuple[Superseded, ...] = ()

    @property
    def episode_id(self) -> str:
        """The finding with the day its present run began: one letter each."""
        return f"{self.id}@{self.episode.isoformat()}"

    def overdue(self, day: date) -> bool:
        """Whether the day for taking the measure is over and nobody has taken it."""
        return self.due is not None and not self.due_provisional and day > self.due and self.acted_on is None

    def unanswered(self, day: date) -> bool:
        """Whether the day for the reply is over and none has come."""
        due = self.answer_due
        return due is not None and not self.answer_due_provisional and day > due and self.answer is None


@frozen
class DataGap:
    """Something that could not be judged, or a row no rule sees, and why; with an identity of its own."""

    id: str
    reason: str
    rule: str | None = None
    subject: Subject | None = None
    period: str | None = None
    event: str | None = None
    missing: tuple[Missing, ...] = ()
    message: Text = Text()


@frozen
class LabelResult:
    """A condition by its label: its value (None: unknown), what it looked at, and the exception that waived it.

    Args:
        ways: where it is not met and would have to be, what people could do about it: at most three, shortest first.
    """

    rule: str
    label: str
    value: bool | None
    trace: Trace | None = field(default=None, repr=False)
    waived_by: str | None = None
    cites: tuple[Citation, ...] = ()
    because: Text = Text()
    ways: tuple[Way, ...] = field(default=(), repr=False)

    @property
    def met(self) -> bool:
        """True, or waived."""
        return self.value is True or self.waived_by is not None


@frozen
class Decision:
    """May this act be done, and if not, what is missing.

    Args:
        to_open: at most three minimal sets of labels that would have to become true, the shortest first.
        to_do: for each of these, what people would have to do.
    """

    act: str
    subject: Subject
    as_of: date
    known_at: date
    state: Verdict
    labels: tuple[LabelResult, ...] = ()
    to_open: tuple[tuple[str, ...], ...] = ()
    refer: bool = False
    say: tuple[Text, ...] = ()
    to_do: tuple[Way, ...] = field(default=(), repr=False)

    @property
    def blocking(self) -> tuple[str, ...]:
        """The labels that are not met, in the order of the text; alternatives all count while none is met."""
        return tuple(label for label in dict.fromkeys(x for group in self.to_open for x in group))


@frozen
class Totals:
    """How many items of a kind there are, by status."""

    all: int = 0
    closed: int = 0
    open: int = 0
    suspended: int = 0
    undetermined: int = 0


@frozen
class Report:
    """Everything that holds on a day, as known on another.

    `complete` is false where a row was refused whose subject cannot be read. `assumptions` are events without a day of
    entry, taken as entered on the day they happened; `assumed_constant` fields taken to have been always as they are.
    """

    as_of: date
    known_at: date
    policy: str
    policy_sha256: str
    ledger: str
    ledger_sha256: str | None
    kept: int
    refused: int
    complete: bool
    calendar: str | None
    totals: dict[str, Totals] = field(hash=False)
    findings: tuple[Finding, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    aggregates: tuple[AggregateResult, ...] = ()
    series: tuple[ReadingResult, ...] = ()
    scores: tuple[ScoreResult, ...] = ()
    samples: tuple[SampleResult, ...] = ()
    rankings: tuple[RankResult, ...] = ()
    data_gaps: tuple[DataGap, ...] = ()
    assumptions: tuple[str, ...] = ()
    assumed_constant: tuple[str, ...] = ()

    @property
    def to_send(self) -> tuple[Finding, ...]:
        """What to send today: findings that call for a measure nobody has taken yet."""
        return tuple(f for f in self.findings if f.measure is not None and f.acted_on is None)
