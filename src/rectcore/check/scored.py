"""What can be asked of a score: its value, its `grade`, what was `deducted`, each for a period."""

from __future__ import annotations

from attrs import evolve

from rectcore.check import score_messages
from rectcore.check.desk import Declared, Desk
from rectcore.check.terms import Const, Ranked, Scored, Term, ThisPeriod
from rectcore.check.types import DECIMAL, Kind, Name, Type
from rectcore.language import tree
from rectcore.model.period import PeriodKind

GRADE = Name("grade", ("等次",))
DEDUCTED = Name("deducted", ("扣分数",))
PARTS = {"grade": GRADE, "deducted": DEDUCTED}
"""What can be asked of a score besides its value."""


def kind_of(form: tree.Form) -> PeriodKind | None:
    """The kind of period that a form comes round in."""
    clause = form.get("every")
    return PeriodKind(clause.value) if clause is not None and isinstance(clause.value, str) else None


def grades_of(form: tree.Form) -> Type:
    """The grades of a score as a closed list."""
    lines = (c.value for c in form.all("grade"))
    names = tuple(Name(x.name.word.text, x.name.also) for x in lines if isinstance(x, tree.GradeLine))
    return Type(Kind.ONE_OF, values=names)


def scored(declared: Declared, of: Term, desk: Desk, *, period: bool) -> Scored:
    """A score asked of something: for the period in hand where it is of that kind, else for that of the day."""
    every = kind_of(declared.form)
    own = period and kind_of(desk.form) is every
    return Scored(declared.name.id, of, ThisPeriod() if own else None, "value", DECIMAL)


def part(term: Scored, word: tree.Word, desk: Desk) -> Scored | None:
    """`grade` or `deducted` of a score; None where the word is neither, or the score has no grades."""
    if term.what != "value":
        return None
    if word.text in DEDUCTED.all:
        desk.resolved(word, DEDUCTED)
        return evolve(term, what="deducted")
    type_ = grades_of(desk.world.declared[term.id].form)
    if word.text in GRADE.all and type_.values:
        desk.resolved(word, GRADE)
        return evolve(term, what="grade", type=type_)
    return None


def for_period(node: tree.Reading, term: Scored | Ranked, period: Term, desk: Desk) -> Term | None:
    """A score, or a ranking, for a period that is named; reported where it is of another kind."""
    if not fits(node.period, period, desk.world.declared[term.id], desk):
        return None
    return evolve(term, period=period, span=node.span)


def fits(asked: tree.Expression, period: Term, declared: Declared, desk: Desk) -> bool:
    """Whether a period that is named is of the kind that a form comes round in; reported where it is of another."""
    every = kind_of(declared.form)
    found = every
    if isinstance(period, Const):
        found = period.value.kind
    elif isinstance(period, ThisPeriod):
        found = kind_of(desk.form)
    if every is not None and found is not every:
        desk.report(score_messages.wrong_period(asked, declared.name.in_(desk.dialect), every))
        return False
    return True
