"""Why a quantifier has its value: the row that bears witness, or each row with what failed on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import evolve

from rectcore.check import terms as t
from rectcore.check.types import YES_NO
from rectcore.diagnostics import Text
from rectcore.engine.reference.amounts import Between
from rectcore.engine.trace import Looked, Row, Trace
from rectcore.explain.facts import Scene, event_of, on_record, place_of, row_name, shown, value_text
from rectcore.explain.phrases import both, counted, measure_word, noun, plural, run
from rectcore.explain.prose import BARE, inside, poster, said, where
from rectcore.explain.reason import Reason, several
from rectcore.model.facts import Unknown

Explain: TypeAlias = Callable[[Trace, Scene], Reason]


def quantified_reason(trace: Trace, scene: Scene, explain: Explain) -> Reason:
    """Why `exists`, `no` or `all` is true or false."""
    term = trace.term
    assert isinstance(term, t.Quantified)
    holds = trace.value is True
    if term.how == "all":
        return _every(term, trace, scene, explain, holds=holds)
    found = next((x for x in trace.looked if x.trace.value is True), None)
    if found is not None:
        return _witness(term, found, scene)
    if holds and term.how == "no":
        return Reason(_none(term, scene))
    return _in_vain(term, trace, scene, explain)


def _witness(term: t.Quantified, found: Looked, scene: Scene) -> Reason:
    """The rows that make it true."""
    things = [
        both("{x} {row}", "{x}{row}", x=noun(scene.entity(b.rows.entity)), row=shown(row, scene))
        for b, row in zip(term.bound, found.rows, strict=True)
    ]
    found_rows = run(things, " and ", "和")
    return Reason(found_rows if term.how == "exists" else both("there is {x}", "有{x}", x=found_rows))


def _none(term: t.Quantified, scene: Scene) -> Text:
    """`no signature on record`, `no signature made by the government head`."""
    if len(term.bound) > 1:
        return said(evolve(term, how="no"), scene)
    return _no_row(term.bound[0], (term.condition,), scene)


def _no_row(bound: t.Bound, conditions: Sequence[t.Term], scene: Scene) -> Text:
    entity = scene.entity(bound.rows.entity)
    bare = evolve(scene, names={**scene.names, bound.number: BARE})
    parts = tuple(c for one in conditions for c in _conjuncts(one))
    condition: t.Term = t.And(parts) if len(parts) > 1 else parts[0] if parts else t.Const(True, YES_NO)
    place = place_of(scene.subject, scene)
    restr = where(condition, bare) if place is None else _where_with_place(parts, bare, place)
    if not restr.en:
        return both("no {x} on record", "没有{x}记录", x=noun(entity))
    return both("no {x}{r}", "没有{r}{x}", x=noun(entity), r=restr)


def _where_with_place(parts: Sequence[t.Term], scene: Scene, place: Text) -> Text:
    """The same as `where`, with the unit in which the post is looked for."""
    makers = [p for p in parts if isinstance(p, t.By) and p.of is None]
    rest = [p for p in parts if p not in makers and not (isinstance(p, t.Const) and p.value is True)]
    other = where(t.And(tuple(rest)), scene) if rest else Text()
    if not makers:
        return other
    made = run([poster(m, scene, place) for m in makers], " and ", "、")
    zh = "且" + other.zh if other.zh else "的"
    return Text(f" made by {made.en}{other.en}", f"由{made.zh}作出{zh}")


def _conjuncts(term: t.Term) -> tuple[t.Term, ...]:
    if isinstance(term, t.And):
        return tuple(c for o in term.operands for c in _conjuncts(o))
    return (term,)


def _traced(trace: Trace) -> tuple[Trace, ...]:
    """A condition's trace taken apart at its `and`s."""
    if isinstance(trace.term, t.And):
        return tuple(c for p in trace.parts for c in _traced(p))
    return (trace,)


def _variables(term: t.Term) -> frozenset[int]:
    return frozenset(x.number for x in t.walk(term) if isinstance(x, t.Var))


def _in_vain(term: t.Quantified, trace: Trace, scene: Scene, explain: Explain) -> Reason:
    """Why no row will do: the first variable that no row fits by itself, else what rows that fit lack together."""
    if not trace.looked:
        lacking = [b for b in term.bound if not on_record(b.rows.entity, scene)] or list(term.bound)
        sure = len(lacking) < len(term.bound) or scene.subject is not None
        empty = dict.fromkeys(_no_row(b, (), scene) for b in lacking)
        return Reason(run(empty, " and ", "，") if sure else run(empty, " or ", "，或者"))
    numbers = frozenset(b.number for b in term.bound)
    for place, bound in enumerate(term.bound):
        own = [c for c in _conjuncts(term.condition) if _variables(c) & numbers == {bound.number}]
        rows = {look.rows[place]: look for look in trace.looked}
        tried = {row: _own(look, bound, numbers) for row, look in rows.items()}
        if own and all(any(c.value is not True for c in cs) for cs in tried.values()):
            bare = evolve(scene, names={**scene.names, bound.number: BARE})
            looked = tuple(_row(row, _telling(row, cs, scene), bare, explain) for row, cs in tried.items())
            return Reason(_no_row(bound, own, scene), looked)
    return _together(term, trace, scene, explain)


def _telling(row: Row, conditions: Sequence[Trace], scene: Scene) -> Sequence[Trace]:
    """What is worth saying of a row that failed: that it was made by another only where it claims the post."""
    if len(conditions) != 1 or not isinstance(conditions[0].term, t.By):
        return conditions
    event = event_of(row, scene)
    return conditions if event is not None and event.post == conditions[0].term.post else ()


def _own(look: Looked, bound: t.Bound, numbers: frozenset[int]) -> tuple[Trace, ...]:
    return tuple(c for c in _traced(look.trace) if _variables(c.term) & numbers == {bound.number})


def _row(row: Row, conditions: Sequence[Trace], scene: Scene, explain: Explain) -> Text:
    """A row with what failed on it."""
    failing = [explain(c, scene) for c in conditions if c.value is not True]
    if not failing:
        return shown(row, scene)
    return both("{row}: {why}", "{row}：{why}", row=shown(row, scene), why=several(failing).text)


def _together(term: t.Quantified, trace: Trace, scene: Scene, explain: Explain) -> Reason:
    """Rows fit one by one and not together: the best try is the one with the fewest failing conditions."""

    def failing(look: Looked) -> list[Trace]:
        return [c for c in _traced(look.trace) if c.value is not True]

    best = min(trace.looked, key=lambda look: len(failing(look)))
    names = dict(scene.names)
    for bound, row in zip(term.bound, best.rows, strict=True):
        names[bound.number] = row_name(row, scene)
    seen = evolve(scene, names=names)
    why = several([explain(c, seen) for c in failing(best)])
    rows = dict.fromkeys(row for look in trace.looked for row in look.rows)
    things = dict.fromkeys(noun(scene.entity(b.rows.entity)) for b in term.bound)
    head = both(
        "no {x} that will do together: {w}", "没有能同时满足条件的{x}：{w}", x=_plurals(list(things)), w=why.text
    )
    return Reason(head, tuple(shown(row, scene) for row in rows))


def _plurals(things: list[Text]) -> Text:
    return run([Text(plural(x, 2), x.zh) for x in things], " and ", "和")


def _every(term: t.Quantified, trace: Trace, scene: Scene, explain: Explain, *, holds: bool) -> Reason:
    entity = scene.entity(term.bound[0].rows.entity)
    if holds:
        if not trace.looked:
            return Reason(both("no {x} on record, so none fails", "没有{x}记录，故无不符合的", x=noun(entity)))
        c = said(term.condition, inside(term, scene))
        return Reason(
            both("true of every one of {n}: {c}", "全部{n}均满足：{c}", n=counted(entity, len(trace.looked)), c=c)
        )
    failed = [look for look in trace.looked if look.trace.value is False]
    looked = []
    for look in failed:
        names = {
            b.number: BARE if len(term.bound) == 1 else row_name(r, scene)
            for b, r in zip(term.bound, look.rows, strict=True)
        }
        here = evolve(scene, names={**scene.names, **names})
        rows = run([shown(r, scene) for r in look.rows], " and ", "和")
        looked.append(both("{row}: {why}", "{row}：{why}", row=rows, why=explain(look.trace, here).text))
    return Reason(both("not so for {n}", "{n}不满足", n=counted(entity, len(failed))), tuple(looked))


def count_reason(trace: Trace, count: Trace, bound: Trace | None, scene: Scene, explain: Explain) -> Reason:
    """How many rows there are, how many are needed, and which were looked at."""
    term = count.term
    assert isinstance(term, t.Count)
    entity = scene.entity(term.bound.rows.entity)
    bare = evolve(scene, names={**scene.names, term.bound.number: BARE})
    restr = where(term.condition, bare)
    if isinstance(count.value, Between):
        n = value_text(count.value, term.type, scene)
        what = both("{n} {x}", "{x}{n}" + measure_word(entity), n=n, x=Text(plural(noun(entity), 2), noun(entity).zh))
    else:
        what = counted(entity, count.value if isinstance(count.value, int) else 0)
    head = (
        both("{n} in a row{r}", "{r}连续{n}", n=what, r=restr)
        if term.in_a_row
        else both("{n}{r}", "{r}{n}", n=what, r=restr)
    )
    if bound is None or not isinstance(trace.term, t.Compare):
        return Reason(head)
    needed = both(*_NEEDED[trace.term.op], r=value_text(bound.value, bound.term.type, scene), m=measure_word(entity))
    if entity.record:
        return Reason(both("{h}, {n}", "{h}，{n}", h=head, n=needed), _counted_records(term, count, bare, explain))
    looked: list[Text] = []
    for look in count.looked:
        if look.trace.value is True and restr.en == "":
            looked.append(shown(look.rows[0], scene))
        elif look.trace.value is not True:
            looked.append(_row(look.rows[0], _traced(look.trace), bare, explain))
    return Reason(both("{h}, {n}", "{h}，{n}", h=head, n=needed), tuple(looked))


def _counted_records(term: t.Count, count: Trace, scene: Scene, explain: Explain) -> tuple[Text, ...]:
    """What became of a rule, as far as it counts or may count: of those in a row only the last ones."""
    may = [look for look in count.looked if look.trace.value is True or isinstance(look.trace.value, Unknown)]
    most = count.value.high if isinstance(count.value, Between) else count.value
    kept = may[len(may) - most :] if term.in_a_row and isinstance(most, int) else may
    return tuple(_row(look.rows[0], _traced(look.trace), scene, explain) for look in kept)


_NEEDED = {
    "is": ("exactly {r} needed", "须为{r}{m}"),
    "is not": ("{r} not allowed", "不得为{r}{m}"),
    "at least": ("at least {r} needed", "须不少于{r}{m}"),
    "at most": ("at most {r} allowed", "不得超过{r}{m}"),
    "more than": ("more than {r} needed", "须多于{r}{m}"),
    "less than": ("fewer than {r} allowed", "须少于{r}{m}"),
}
