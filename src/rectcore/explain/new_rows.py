"""Events that are not there yet: what would have to be recorded for a row to be found, or for enough of them.

Each condition on the new event is turned into a field it must hold, a post its maker must have, or a person it must
not be; what cannot be turned stays in the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product
from typing import Any, Final

from attrs import define, evolve, field

from rectcore.check import terms as t
from rectcore.check.core import SUBJECT_KINDS
from rectcore.diagnostics import Text
from rectcore.engine.actions import Action, ActionKind, Way
from rectcore.engine.reference.amounts import Between
from rectcore.engine.reference.expressions import compared, rows, truth, value
from rectcore.engine.reference.posts import territory
from rectcore.engine.reference.world import Env, belongs_to
from rectcore.engine.trace import Row, Void
from rectcore.explain.facts import Scene, row_name, value_text
from rectcore.explain.fitting import OPPOSITE, TURNED, fitting, stored
from rectcore.explain.phrases import both, field_name, measure_word, noun, plural, post_name, run, with_article
from rectcore.explain.phrases import counted as so_many
from rectcore.explain.prose import BARE, where
from rectcore.explain.ways import minimal
from rectcore.model.events import AMENDMENT, CORRECTION, WITHDRAWAL
from rectcore.model.facts import NONE, Unknown

_MOST_TRIED: Final = 256
"""How many ways of combining rows, persons or alternatives are looked at."""


def holders(env: Env, unit: str, post: str) -> tuple[str, ...]:
    """Who holds a post in a unit on the day of the question, by id."""
    found = env.world.ledger.unit(unit)
    return tuple(sorted(found.holders(post, env.day))) if found is not None else ()


def one_more(term: t.Quantified, env: Env, scene: Scene) -> list[Way]:
    """The fewest new events beside those on record with which some row meets the condition."""
    found: list[Way] = []
    for case in _cases(term.condition):
        found += _beside(term.bound, case, env, scene)
    return minimal(found)


def counted(count: t.Count, op: str, other: Any, env: Env, scene: Scene) -> list[Way]:
    """As many new events, or entries in a list of the card, as a number of rows falls short of what it should be."""
    if count.in_a_row:
        return []
    now = value(count, env)
    low = now.low if isinstance(now, Between) else now
    if not isinstance(low, int) or isinstance(other, Between) or other is NONE or other != int(other):
        return []
    wanted = {"at least": int(other), "is": int(other), "more than": int(other) + 1, "is not": int(other) + 1}.get(op)
    if wanted is None or wanted <= low:
        return []
    if not scene.entity(count.bound.rows.entity).event:
        return _on_card(count.bound, wanted, env, scene)
    found: list[Way] = []
    for case in _cases(count.condition):
        drafts = _drafts((count.bound,), case, env)
        if drafts is not None:
            (draft,) = drafts.values()
            found.append((draft.action(env, scene, wanted - low, more=low > 0),))
    return minimal(found)


def listed_on_card(bound: Sequence[t.Bound], env: Env, scene: Scene) -> list[Way]:
    """An entry in a list of the card, where a row of it is wanted and there is only one list."""
    return _on_card(bound[0], 1, env, scene) if len(bound) == 1 else []


def _on_card(bound: t.Bound, wanted: int, env: Env, scene: Scene) -> list[Way]:
    of = value(bound.rows.of, env) if bound.rows.of is not None else None
    name = bound.rows.attribute or {"Step": "steps", "Site": "sites"}.get(bound.rows.entity)
    if not isinstance(of, Row) or of.entity not in SUBJECT_KINDS or name is None:
        return []
    entity = scene.entity(bound.rows.entity)
    what = noun(entity) if bound.rows.attribute is None else field_name(scene.entity(of.entity), name)
    what = Text(plural(what, 2) if bound.rows.attribute is None else what.en, what.zh)
    text = both("{x}: at least {n} to be entered", "{x}：至少填写{n}项", x=what, n=wanted)
    return [(Action(ActionKind.AMEND, env.world.subject(of), text, fields=((name, None),)),)]


# -- conditions taken apart ---------------------------------------------------------------------------------------


def _cases(condition: t.Term) -> list[tuple[t.Term, ...]]:
    """Lists of conditions of which one must hold entirely."""
    return list(islice(_split(condition, holds=True), 16))


def _split(term: t.Term, *, holds: bool) -> Iterator[tuple[t.Term, ...]]:
    match term:
        case t.Not(operand=operand):
            yield from _split(operand, holds=not holds)
        case t.And(operands=operands) | t.Or(operands=operands):
            if isinstance(term, t.And) is holds:
                for pick in product(*(list(islice(_split(o, holds=holds), 4)) for o in operands)):
                    yield tuple(c for part in pick for c in part)
            else:
                for o in operands:
                    yield from _split(o, holds=holds)
        case t.Compare(op=op) if not holds:
            yield (evolve(term, op=OPPOSITE[op]),)
        case _:
            yield (term if holds else t.Not(term),)


def _variables(term: t.Term) -> frozenset[int]:
    return frozenset(x.number for x in t.walk(term) if isinstance(x, t.Var))


def _beside(bound: tuple[t.Bound, ...], case: tuple[t.Term, ...], env: Env, scene: Scene) -> list[Way]:
    ranges = [rows(b.rows, env)[0] for b in bound]
    for size in range(1, len(bound) + 1):
        found: list[Way] = []
        for new in combinations(range(len(bound)), size):
            fresh = {bound[i].number for i in new}
            old = [i for i in range(len(bound)) if i not in new]
            for binding in islice(product(*(ranges[i] for i in old)), _MOST_TRIED):
                inner = env
                for i, row in zip(old, binding, strict=True):
                    inner = inner.bind(bound[i].number, row)
                if any(truth(c, inner) is not True for c in case if not _variables(c) & fresh):
                    continue
                mine = tuple(c for c in case if _variables(c) & fresh)
                drafts = _drafts(tuple(bound[i] for i in new), mine, inner)
                if drafts is not None:
                    found.append(tuple(d.action(inner, scene) for d in drafts.values()))
        if found:
            return found
    return []


# -- new events ---------------------------------------------------------------------------------------------------


@define
class _Draft:
    """An event that would be recorded on the day of the question."""

    number: int
    entity: str
    owner: Row
    fields: dict[str, Any] = field(factory=dict)
    filled: list[str] = field(factory=list)
    posts: list[tuple[str, str]] = field(factory=list)
    able: set[str] | None = None
    barred: set[str] = field(factory=set)
    apart: bool = False
    rest: list[t.Term] = field(factory=list)
    persons: tuple[str, ...] = ()
    uncast: bool = False

    def only(self, persons: Sequence[str]) -> None:
        """Nobody else may do it."""
        self.able = set(persons) if self.able is None else self.able & set(persons)

    def action(self, env: Env, scene: Scene, count: int = 1, *, more: bool = False) -> Action:
        """What is to be recorded."""
        entity = scene.entity(self.entity)
        thing = noun(entity)
        en, zh = self._details(env, scene)
        head = Text(f"{count} more {plural(thing, count)}", f"再补{thing.zh}{count}{measure_word(entity)}")
        if not more:
            head = Text(with_article(thing).en, thing.zh) if count == 1 else so_many(entity, count)
        text = Text(head.en + en, head.zh + (f"（{zh}）" if zh else ""))
        return Action(
            ActionKind.RECORD,
            env.world.subject(self.owner),
            text,
            self.entity,
            count,
            tuple((k, stored(v, _type(entity, k))) for k, v in self.fields.items())
            + tuple((name, None) for name in self.filled),
            tuple(self.posts),
            self.persons,
            not self.rest and not self.filled and not self.uncast,
        )

    def _details(self, env: Env, scene: Scene) -> tuple[str, str]:
        entity = scene.entity(self.entity)
        en: list[str] = []
        zh: list[str] = []
        makers = [
            both("the {p} of {u}", "{u}{p}", p=post_name(scene.rulebook, post), u=row_name(Row("Unit", unit), scene))
            for post, unit in self.posts
        ]
        if makers:
            made = run(makers, " and ", "、")
            en.append(f" by {made.en}")
            zh.append(f"由{made.zh}作出")
        for person in sorted(self.barred):
            who = row_name(Row("Person", person), scene)
            en.append(f", a person other than {who.en}" if makers else f" by a person other than {who.en}")
            zh.append(f"作出人非{who.zh}")
        if self.apart:
            en.append(", another person" if makers else " by another person")
            zh.append("作出人为另一人")
        named = [
            both("{x} {v}", "{x}为“{v}”", x=field_name(entity, k), v=value_text(v, _type(entity, k), scene))
            for k, v in self.fields.items()
        ]
        named += [both("{x} filled in", "填明{x}", x=field_name(entity, k)) for k in self.filled]
        if named:
            en.append(" with " + run(named, " and ").en)
            zh += [x.zh for x in named]
        if self.rest:
            names = {n: row_name(row, scene) for n, row in env.variables.items()}
            names |= dict.fromkeys(
                {n for c in self.rest for n in _variables(c)} - set(names), both("the other", "另一", x="")
            )
            bare = evolve(scene, names={**scene.names, **names, self.number: BARE})
            words = where(t.And(tuple(self.rest)) if len(self.rest) > 1 else self.rest[0], bare)
            en.append(words.en)
            zh.append(words.zh.removesuffix("的"))
        return "".join(en), "，".join(zh)


def _type(entity: Any, name: str) -> Any:
    return entity.attribute(name).type


def _drafts(bound: tuple[t.Bound, ...], conditions: tuple[t.Term, ...], env: Env) -> dict[int, _Draft] | None:
    """New events that meet the conditions as far as can be told; None where they cannot."""
    drafts: dict[int, _Draft] = {}
    for one in bound:
        owner = _owner(one, env)
        if owner is None:
            return None
        drafts[one.number] = _Draft(one.number, one.rows.entity, owner)
    pairs: list[tuple[int, int, bool]] = []
    for condition in conditions:
        taken = _take(condition, drafts, pairs, env)
        if taken is False:
            return None
        if taken is None:
            about = condition.event if isinstance(condition, t.By) else condition
            number = min(_variables(about) & set(drafts) or _variables(condition) & set(drafts))
            drafts[number].rest.append(condition)
    _cast(drafts, pairs, env)
    return drafts


def _owner(bound: t.Bound, env: Env) -> Row | None:
    """The card a new event would belong to."""
    entity = env.world.rulebook.vocabulary[bound.rows.entity]
    if not entity.event or entity.id in (AMENDMENT, CORRECTION, WITHDRAWAL) or bound.rows.attribute is not None:
        return None
    of = env.subject if bound.rows.of is None else value(bound.rows.of, env)
    owner = belongs_to(env, of) if isinstance(of, Row) else None
    return owner if owner is not None and owner.entity in entity.part_of else None


def _take(condition: t.Term, drafts: dict[int, _Draft], pairs: list[tuple[int, int, bool]], env: Env) -> bool | None:
    """Whether a condition is met by what it asks of the drafts; None where that is left to the words."""
    match condition:
        case t.Const(value=found):
            return bool(found)
        case t.By(event=t.Var(number=n), post=post, of=of) if n in drafts:
            if of is not None and _variables(of) & set(drafts):
                return None
            unit = territory(env, drafts[n].owner) if of is None else value(of, env)
            if not isinstance(unit, Row):
                return None
            drafts[n].posts.append((post, unit.id))
            drafts[n].only(holders(env, unit.id, post))
            return True
        case t.Field(of=t.Var(number=n), name=name) if n in drafts:
            return _put(drafts[n], name, "is", True, env)
        case t.Not(operand=t.Field(of=t.Var(number=n), name=name)) if n in drafts:
            return _put(drafts[n], name, "is", False, env)
        case t.IsKnown(value=t.Field(of=t.Var(number=n), name=name), known=True) if n in drafts:
            return _put(drafts[n], name, "is not", NONE, env)
        case t.WithinLast(value=t.Field(of=t.Var(number=n), name="on"), span_of=span) if n in drafts:
            return None if _variables(span) else True
        case t.Within(value=t.Field(of=t.Var(number=n), name="on"), period=period) if n in drafts:
            found = None if _variables(period) & set(drafts) else value(period, env)
            return None if found is None or found is NONE or isinstance(found, Unknown) else env.day in found
        case t.Compare(op=op, left=left, right=right):
            taken = _compared(left, op, right, drafts, pairs, env)
            return taken if taken is not None else _compared(right, TURNED[op], left, drafts, pairs, env)
    return None


def _compared(
    left: t.Term, op: str, right: t.Term, drafts: dict[int, _Draft], pairs: list[tuple[int, int, bool]], env: Env
) -> bool | None:
    if not isinstance(left, t.Field) or not isinstance(left.of, t.Var) or left.of.number not in drafts:
        return None
    number, draft = left.of.number, drafts[left.of.number]
    if _variables(right) & set(drafts):
        if not isinstance(right, t.Field) or not isinstance(right.of, t.Var):
            return None
        if left.name in _days(env) and right.name in _days(env):
            return compared(op, _days(env)[left.name], _days(env)[right.name]) is True
        if (left.name, right.name) == ("person", "person") and op in ("is", "is not"):
            pairs.append((number, right.of.number, op == "is"))
            drafts[max(number, right.of.number)].apart |= op == "is not"
            return True
        return None
    other = value(right, env)
    return None if isinstance(other, Unknown | Void) else _put(draft, left.name, op, other, env)


def _days(env: Env) -> dict[str, Any]:
    """The days a new event would have."""
    return {"on": env.day, "recorded": env.known_at}


def _put(draft: _Draft, name: str, op: str, other: Any, env: Env) -> bool | None:
    """A field of a draft that must compare so with a value."""
    if name in _days(env):
        return compared(op, _days(env)[name], other) is True
    if name == "person":
        if isinstance(other, Row) and op == "is not":
            draft.barred.add(other.id)
        elif isinstance(other, Row):
            draft.only([other.id])
        else:
            draft.only([p.id for p in env.world.ledger.persons])
        return True
    attribute = env.world.rulebook.vocabulary[draft.entity].attribute(name)
    assert attribute is not None, name
    if attribute.derived or name == "id":
        return None
    wanted, sure = fitting(op, other, attribute.type)
    if not sure:
        return None
    if name in draft.fields:
        return True if compared(op, draft.fields[name], other) is True else None
    if wanted is None:
        draft.filled.append(name)
    else:
        draft.fields[name] = wanted
    return True


def _cast(drafts: dict[int, _Draft], pairs: list[tuple[int, int, bool]], env: Env) -> None:
    """Persons for the drafts, those that fit together first; a draft that nobody on record fits is left uncast."""
    everybody = [p.id for p in env.world.ledger.persons]
    tied = {n for a, b, _ in pairs for n in (a, b)}
    numbers = [n for n, d in drafts.items() if d.able is not None or d.barred or n in tied]
    able = {n: sorted(set(everybody if (own := drafts[n].able) is None else own) - drafts[n].barred) for n in numbers}
    for pick in islice(product(*(able[n] for n in numbers)), _MOST_TRIED):
        who = dict(zip(numbers, pick, strict=True))
        if all((who.get(a) == who.get(b)) is same for a, b, same in pairs if a in who and b in who):
            for n in numbers:
                drafts[n].persons = (who[n], *(p for p in able[n] if p != who[n]))
            return
    for n in numbers:
        drafts[n].uncast = True
