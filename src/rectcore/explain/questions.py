"""What is said to somebody who asks about what is not there (CL101 to CL104, CL107, CL108), in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rectcore.check.rulebook import Rulebook
from rectcore.check.types import Name
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.explain.phrases import MOST, both, noun, one, run, with_article
from rectcore.language.nearest import nearest
from rectcore.model.ledger import Ledger


def unknown_act(given: str, rulebook: Rulebook) -> Diagnostic:
    """CL101: no event kind of that name."""
    return _unknown("CL101", Text("act", "行为"), given, [e.name for e in rulebook.vocabulary.entities if e.event])


def other_way_round(act: str, subject: str) -> Diagnostic:
    """CL101: the subject stands in the place of the act, and the act in that of the subject."""
    hint = Text(f"the act comes first: `{subject}`, then `{act}`", f"行为在前：先 `{subject}`，后 `{act}`")
    message = Text(f"`{act}` is no act, and `{subject}` is one", f"`{act}` 不是行为，`{subject}` 才是")
    return Diagnostic("CL101", Severity.ERROR, message, place=act, hint=hint)


def unknown_subject(given: str, kind: Entity | None, rulebook: Rulebook, ledger: Ledger) -> Diagnostic:
    """CL102: nothing that the act could be about has that id."""
    titles = _subjects(kind, ledger)
    what = _either([noun(rulebook.vocabulary[e]) for e in _about(kind)])
    return _unknown("CL102", what, given, [Name(i) for i in titles], titles)


def not_about(given: str, kind: Entity, found: str, rulebook: Rulebook, ledger: Ledger) -> Diagnostic:
    """CL102: a unit is named where the act is about tasks, and the like."""
    message = both(
        "{act} is about {about}, and `{id}` is {other}",
        "{act}针对{about}，而 `{id}` 是{other}",
        act=with_article(noun(kind)),
        about=_either([one(rulebook.vocabulary[e]) for e in _about(kind)]),
        id=given,
        other=one(rulebook.vocabulary[found]),
    )
    hint = _hint(given, [Name(i) for i in _subjects(kind, ledger)])
    return Diagnostic("CL102", Severity.ERROR, message, place=given, hint=hint)


def unknown_person(given: str, ledger: Ledger) -> Diagnostic:
    """CL103: no person has that id."""
    names = {p.id: p.name for p in ledger.persons}
    return _unknown("CL103", Text("person", "人员"), given, [Name(i) for i in names], names)


def unknown_rule(given: str, rulebook: Rulebook) -> Diagnostic:
    """CL104: nothing that can be explained goes by that name."""
    ids = (x.id for rules in (rulebook.rules, rulebook.ladders, rulebook.exceptions) for x in rules)
    asked = (rulebook.parameters, rulebook.definitions, rulebook.judgements, rulebook.tables)
    named = (x.name for terms in asked for x in terms)
    return _unknown("CL104", Text("rule", "规则"), given, [*map(Name, ids), *named])


def ends_before(until: date, as_of: date) -> Diagnostic:
    """CL107: the last day of a forecast lies before its first."""
    message = Text(f"{until} lies before {as_of}, the first day", f"{until} 早于起始日 {as_of}")
    hint = Text("ask for a later last day", "请改用较晚的截止日")
    return Diagnostic("CL107", Severity.ERROR, message, place=str(until), hint=hint)


def library_missing(argument: str, library: str, line: str) -> Diagnostic:
    """CL108: what was asked for needs a library of an extra; `line` installs it."""
    message = Text(f"this needs the library `{library}`, which is not installed", f"需要 `{library}` 库，尚未安装")
    hint = Text(f"install it: {line}", f"安装：{line}")
    return Diagnostic("CL108", Severity.ERROR, message, place=argument, hint=hint)


def too_many_items(number: int, most: int) -> Diagnostic:
    """CL109: more items than one page takes."""
    message = Text(
        f"{number} items are too many for one page, which takes {most}", f"共{number}项，一页最多容纳{most}项"
    )
    return Diagnostic("CL109", Severity.ERROR, message, place="rectcore report", hint=_SMALLER)


def page_too_large(size: int, most: int) -> Diagnostic:
    """CL109: a page that is larger than people can use."""
    millions = [-(-n // 100_000) for n in (size, most)]
    found, allowed = (f"{n // 10}.{n % 10} MB" for n in millions)
    message = Text(
        f"the page would be {found}, and one of more than {allowed} is of no use",
        f"网页将达{found}，超过{allowed}不便使用",
    )
    return Diagnostic("CL109", Severity.ERROR, message, place="rectcore report", hint=_SMALLER)


_SMALLER = Text(
    "make a page for each unit with `--unit ID`, or take all of it as rows with `--format csv`",
    "请用 `--unit 编号` 按单位分别生成，或用 `--format csv` 输出全部数据",
)


def _about(kind: Entity | None) -> tuple[str, ...]:
    return kind.part_of if kind is not None else ("Task", "Unit", "Plan")


def _subjects(kind: Entity | None, ledger: Ledger) -> dict[str, object]:
    """The ids that an act may be about, with their titles."""
    rows: dict[str, Iterable[tuple[str, object]]] = {
        "Task": ((t.id, t.title) for t in ledger.tasks),
        "Unit": ((u.id, u.title) for u in ledger.units),
        "Plan": ((p.id, p.title) for p in (ledger.plan,) if p is not None),
    }
    return {id_: title for entity in _about(kind) for id_, title in rows.get(entity, ())}


def _either(texts: Sequence[Text]) -> Text:
    *first, last = texts
    return run([run(first), last], " or ", "或") if first else last


def _unknown(
    code: str, what: Text, given: str, there_are: Sequence[Name], titles: Mapping[str, object] | None = None
) -> Diagnostic:
    message = both("unknown {what} `{x}`", "没有名为 `{x}` 的{what}", what=what, x=given)
    titled = [id_ for id_, title in (titles or {}).items() if title == given]
    hint = Text(f"its id is `{titled[0]}`", f"其编号为 `{titled[0]}`") if len(titled) == 1 else _hint(given, there_are)
    return Diagnostic(code, Severity.ERROR, message, place=given, hint=hint)


def _hint(given: str, there_are: Sequence[Name]) -> Text:
    """The name that may have been meant, else the first of those there are."""
    near = nearest(given, (word for name in there_are for word in name.all))
    if near is not None:
        return Text(f"did you mean `{near}`?", f"是否想写 `{near}`？")
    if not there_are:
        return Text("there are none", "目前一个也没有")
    names = [both("`{x}`", "`{x}`", x=Text(name.in_("en"), name.in_("zh"))) for name in there_are[:MOST]]
    left = len(there_are) - len(names)
    more = both(" and {n} more", "，另有{n}个", n=left) if left else Text()
    return both("there are {x}{more}", "可用 {x}{more}", x=run(names), more=more)
