"""The generated pages of the reference, one function each, from the tables the program itself reads.

Plain text out, the same on every run. `RECTCORE_UPDATE=1 pytest tests/docs/test_reference_pages.py` writes the files.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from diagnostic_entries import CALLS, EVENT, LEDGER_HEAD, LEDGERS, RULES, TASK
from entry import HEAD, Entry

import rectcore
from rectcore.check.core import CORE, EVENT_FIELDS
from rectcore.check.scope import ACTOR, PERIOD_WORD
from rectcore.check.states import STATES
from rectcore.check.types import Kind, Name, Type
from rectcore.check.vocabulary import Attribute, Entity
from rectcore.cli import main
from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords as table
from rectcore.language.forms import FORMS
from rectcore.language.keywords import Keyword
from rectcore.language.syntax import STARTS, allowed

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
_NOTE = "<!-- Written by tests/docs/reference_pages.py from the tables of the program. -->"


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", _NOTE, *parts]) + "\n"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{w}`" for w in words)


# -- keywords -----------------------------------------------------------------------------------------------------

_KEYS_BY_ID = {
    key.id: [shape.kind for shape in FORMS.values() if shape.key(key.id) is not None]
    for shape in FORMS.values()
    for key in shape.keys
}


_USABLE = frozenset(
    {id_ for start in STARTS for id_ in allowed(start)}
    | {choice for shape in FORMS.values() for key in shape.keys for choice in key.choices}
)


def _where(row: Keyword) -> str:
    """Where a keyword is one."""
    later = "not yet supported"
    if row.place == table.KEY:
        return "key of " + _code(_KEYS_BY_ID[row.id]) if row.id in _KEYS_BY_ID else later
    if row.place == table.LINE_START:
        own = "rung" if row.id == "rung after" else row.id
        starts = "begins a form" if row.id in FORMS else ""
        return starts or ("begins a line of " + _code(_KEYS_BY_ID[own]) if own in _KEYS_BY_ID else later)
    if row.place == table.TYPE:
        return "behind `late counts`" if row.id in ("yes", "no") else "where a type stands"
    return "inside a line" if row.id in _USABLE else later


def keywords() -> str:
    """Every keyword with its phrases in both languages."""
    rows = sorted(table.table(), key=lambda r: (r.id.lower(), r.place))
    return _page(
        "Keywords",
        "A keyword is one only where the last column says so; anywhere else the same word is a name. All phrases of a "
        "row are read, the first is the one that `rectcore fmt` writes. The longest phrase that fits wins.",
        f"There are {len({r.id for r in rows})} keywords. State words such as `missed` 逾期未完成 are no keywords; "
        "they stand on [their own page](states.md). Entities, fields, posts and measures are in the "
        "[vocabulary](vocabulary.md).",
        _rows(
            ("keyword", "English", "中文", "where"),
            ((f"`{r.id}`", _code(r.phrases["en"]), _code(r.phrases["zh"]), _where(r)) for r in rows),
        ),
    )


# -- vocabulary ---------------------------------------------------------------------------------------------------

_TYPES = {
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.PERCENT: "percent",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.PERIOD: "period",
    Kind.YES_NO: "yes/no",
}


def _name(name: Name) -> str:
    return f"`{name.id}`"


def _chinese(name: Name) -> str:
    return "、".join(name.aliases)


def _values(values: Iterable[Name]) -> str:
    return ", ".join(f"`{v.id}` {_chinese(v)}" for v in values)


def _type(type_: Type) -> str:
    if type_.kind is Kind.ONE_OF:
        words = "a post" if type_.values == CORE.posts.values else f"one of {_values(type_.values)}"
    elif type_.kind is Kind.ENTITY:
        words = ("any number of " if type_.many else "") + f"`{type_.entity}`"
    else:
        words = _TYPES[type_.kind]
    return ("optional " if type_.optional and not type_.many else "") + words


def _fields(attributes: Iterable[Attribute]) -> str:
    return _rows(
        ("field", "中文", "type", ""),
        (
            (_name(a.name), _chinese(a.name), _type(a.type), "worked out, never given" if a.derived else "")
            for a in attributes
        ),
    )


def _owner(entity: Entity) -> str:
    return ", ".join(f"`{p}`" for p in entity.part_of)


def _entities(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        part = f"Part of {_owner(entity)}.\n\n" if entity.part_of else ""
        yield f"### `{entity.id}` {_chinese(entity.name)}\n\n{part}{_fields(entity.attributes)}"


def vocabulary() -> str:
    """Every entity, event, field, value, measure and post of the core."""
    plain = [e for e in CORE.entities if not e.event]
    events = [e for e in CORE.entities if e.event]
    own = [(e, [a for a in e.attributes if a not in EVENT_FIELDS]) for e in events]
    further = [
        (_name(e.name), _chinese(e.name), _owner(e), "<br>".join(f"{_field(a)}" for a in fields) or "")
        for e, fields in own
    ]
    measures = [e for e in events if e.act]
    return _page(
        "The core vocabulary",
        "What every rule file may speak of without declaring it. The identifier may be written in rules of either "
        "language, the Chinese word as well. A rule set [adds its own](language.md#entity-and-event).",
        "## Entities\n\nA rule may be `for each` `Task`, `Unit`, `Plan` or any event kind. Quantifiers run over all of "
        "them. A petition 信访案件 is a `Task` of kind `petition`.",
        *_entities(plain),
        "## Events\n\nEvery event has these fields:",
        _fields(EVENT_FIELDS),
        "and each kind those below. Absence of a core event says that it did not happen, up to the day through which "
        "the ledger is complete; each counts from the later of the day it happened and the day it was entered.",
        _rows(("event", "中文", "part of", "own fields"), further),
        "## Measures\n\nWhat a rung or notice may call for, mildest first. `commendation` stands outside the order. "
        "Each is an event kind of the same name.",
        _rows(
            ("measure", "中文"),
            ((_name(m), _chinese(m)) for m in CORE.measures),
        )
        + "\n\n"
        + f"They are the {len(measures)} acts among the events above.",
        "## Posts\n\nHeld by a person in a unit from a day to a day, both included.",
        _rows(("post", "中文"), ((_name(p), _chinese(p)) for p in CORE.posts.values)),
        "## Words with a place of their own\n\n"
        + _rows(
            ("word", "中文", "means"),
            (
                (_name(ACTOR), _chinese(ACTOR), "in a gate: the person who does the act"),
                (
                    f"`this.{PERIOD_WORD.id}`",
                    f"本.{_chinese(PERIOD_WORD)}",
                    "in a duty with `every`: the period of the instance",
                ),
                ("`this`", "本", "the act of a gate, the event of a rule `for each` event, else the subject"),
            ),
        ),
    )


def _field(attribute: Attribute) -> str:
    return f"{_name(attribute.name)} {_chinese(attribute.name)}: {_type(attribute.type)}"


# -- states -------------------------------------------------------------------------------------------------------

STATES_OF = {
    "not-required": (
        ("duty", "target"),
        "nothing is owed: `while` did not hold, there is no due day, or an exception says so",
    ),
    "upcoming": (("duty",), "the period has not begun"),
    "pending": (("duty",), "it can still be done in time"),
    "fulfilled": (("duty",), "done by the due day"),
    "late": (("duty",), "done after the due day"),
    "missed": (("duty",), "not done, and the due day is over"),
    "excused": (("duty",), "an exception keeps it out of every count"),
    "undetermined": (
        ("duty", "standing", "notice", "target", "ladder"),
        "a fact is missing; nobody is held to have missed anything",
    ),
    "holds": (("standing", "notice"), "of a standing: kept, or not asked; of a notice: its condition holds"),
    "violated-pending": (("standing",), "broken, and not yet for as long as `after lasting` says"),
    "violated": (("standing",), "broken"),
    "met": (("target",), "the readings that count keep to the bound"),
    "not-met": (("target",), "they do not, and the due day is over"),
    "on-course": (("target",), "they are not in, and the latest readings keep to the bound"),
    "off-course": (("target",), "the latest readings do not keep to it, and the due day is not over"),
    "open": (("gate",), "every condition is known to be met"),
    "blocked": (("gate",), "a condition is known not to be met"),
    "blocked-unknown": (("gate",), "none is known not to be met, and a fact is missing"),
    "ungated": (("gate",), "no gate in force stands on the act; in an `expect` line: this one is not in force"),
    "acted on": (
        ("duty", "standing", "notice", "target", "ladder"),
        "the measure that its finding calls for has been taken",
    ),
    "answered": (("duty", "standing", "notice", "target", "ladder"), "a reply to that measure has come"),
    "unanswered": (
        ("duty", "standing", "notice", "target", "ladder"),
        "the last day for a reply is over, and none has come",
    ),
    "superseded": (("ladder",), "it is silent beside the finding of a ladder that absorbs it"),
    "conflict": ((), "read, and not produced by this version: exceptions that differ leave a duty `undetermined`"),
    "unknown": (("define", "judgement", "aggregate", "score", "sample"), "the value is not known"),
    "not-applicable": (("define", "aggregate"), "it is, or rests on, a number over no rows"),
    "none": (("define", "ladder", "next change"), "known not to exist; of a ladder: no rung; no change within 3 years"),
}
"""Which forms a state word can be expected of, and what it says there."""


def states() -> str:
    """The state words."""
    rows = (
        (f"`{STATES[id_].id}`", _chinese(STATES[id_]), _code(of) or "–", means)
        for id_, (of, means) in STATES_OF.items()
    )
    return _page(
        "State words",
        "What a rule comes to on a day. These words stand behind `is` and `is not` in an "
        "[`expect` line](language.md#scenario) and in every report. They are no keywords.",
        _rows(("state", "中文", "of", "means"), rows),
        "A notice that does not apply has no word of its own: write `expect N(T1) is not holds`. Behind `is` may also "
        "stand a [measure](vocabulary.md#measures), of a rule or ladder that calls for it, and a value, of a "
        "definition or judgement.",
    )


# -- diagnostics --------------------------------------------------------------------------------------------------


def found(entry: Entry, text: str) -> tuple[tuple[str, str, str, str], ...]:
    """What the program says of an example: code, severity, and the message in both languages."""
    if entry.via == "command":
        return _called(entry, text)
    if entry.via == "call":
        return _asked(text)
    if entry.via in HEAD or entry.via == "file":
        whole = text if entry.via == "file" else HEAD[entry.via] + text + "\n"
        return _told(rectcore.load_text(whole).diagnostics)
    try:
        return _told(rectcore.read_ledger_text(ledger_text(entry, text), "ledger.json").diagnostics)
    except rectcore.LedgerError as error:
        return _told(error.diagnostics)


def ledger_text(entry: Entry, text: str) -> str:
    """The whole ledger that rows of an example stand in."""
    if entry.via == EVENT:
        return f'{LEDGER_HEAD}"events": [\n{text}\n]}}'
    if entry.via == TASK:
        return LEDGER_HEAD.removesuffix("],\n") + f',\n{text}],\n"events": []}}'
    return text


def _told(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((d.code, d.severity.value, d.message.en, d.message.zh) for d in diagnostics)


_LINE = re.compile(r"^(?:.*?: )?(error|warning|info|错误|警告|提示) ((?:RC|LG|CL)[0-9]{3}): (.*)$", re.MULTILINE)


def _called(entry: Entry, text: str) -> tuple[tuple[str, str, str, str], ...]:
    said: dict[str, list[tuple[str, str, str]]] = {}
    for language in ("en", "zh"):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in entry.files.items():
                at = Path(folder, name)
                at.parent.mkdir(parents=True, exist_ok=True)
                at.write_bytes(content if isinstance(content, bytes) else content.encode())
            Path(folder, "pack").mkdir(exist_ok=True)
            errors = io.StringIO()
            with (
                contextlib.chdir(folder),
                contextlib.redirect_stderr(errors),
                contextlib.redirect_stdout(io.StringIO()),
            ):
                main([*shlex.split(text)[1:], "--lang", language])
        said[language] = _LINE.findall(errors.getvalue())
    return tuple((code, how, en, zh) for (how, code, en), (_, _, zh) in zip(said["en"], said["zh"], strict=True))


def _asked(text: str) -> tuple[tuple[str, str, str, str], ...]:
    rows = LEDGER_HEAD + '"events": [{"id": "e1", "kind": "report", "subject": {"kind": "task", "id": "T-01"},'
    ledger = rectcore.read_ledger_text(rows + ' "on": "2023-05-04", "recorded": "2023-05-04"}]}', "demo.json")
    policy = rectcore.load_text(HEAD["en"] + "duty D for each Task\n  due: deadline\n  fulfilled by: completion\n")
    around = {name: getattr(rectcore, name) for name in rectcore.__all__}
    around |= {"date": date, "policy": policy, "ledger": ledger, "earlier": rectcore.load_text(HEAD["en"])}
    try:
        exec(text, around | {"monitor": rectcore.Monitor(policy, ledger, date(2023, 10, 31))})
    except rectcore.InputError as error:
        return _told(error.diagnostics)
    return ()


def _block(entry: Entry, text: str) -> str:
    language = {"en": "text", "zh": "text", "file": "text", "command": "sh", "call": "python"}.get(entry.via, "json")
    return f"```{language}\n{_visible(text)}\n```"


def _visible(text: str) -> str:
    return "".join(f"<U+{ord(c):04X}>" if not c.isprintable() and c != "\n" else c for c in text)


_SEVERITIES = {"error": "error 错误", "warning": "warning 警告", "info": "info 提示"}


def _entry(entry: Entry) -> str:
    if not entry.wrong:
        return "\n\n".join((f"### {entry.code}", f"{_SEVERITIES['error']}. {entry.en}", entry.zh, *_why(entry)))
    code, severity, en, zh = next(f for f in found(entry, entry.wrong) if f[0] == entry.code)
    parts = [
        f"### {code}",
        f"{_SEVERITIES[severity]}. {entry.en}",
        entry.zh,
        *_why(entry),
        _block(entry, entry.wrong),
        f"> {en}<br>\n> {zh}",
    ]
    if entry.right:
        parts += ["Write instead 应改为:", _block(entry, entry.right)]
    return "\n\n".join(parts)


def _why(entry: Entry) -> tuple[str, str]:
    return f"Why it matters: {entry.why}", f"为何重要：{entry.why_zh}"


def diagnostics() -> str:
    """Every code with its smallest example."""
    return _page(
        "Diagnostics",
        "What the program says when rules, a ledger or a call cannot be used as they are. A code never changes its "
        "meaning. An **error** forbids the use of what it is about, a **warning** asks somebody to look, an **info** "
        "is worth knowing. Under each example stands what the program says of it.",
        "- [RC](#rules): rules, by group: 0 and 100 the files, 1 what is written, 2 names, types and forms, 3 time, "
        "4 logic, 5 care, 6 languages, 7 cost\n- [LG](#ledgers): ledgers\n- [CL](#calls): calls",
        "## Rules\n\nUnless an example begins with a line that names the language, it stands behind this rule set:",
        f"```text\n{HEAD['en']}```",
        f"```text\n{HEAD['zh']}```",
        *map(_entry, RULES),
        "## Ledgers\n\nRows stand in the `tasks` or `events` of this ledger:",
        f'```json\n{LEDGER_HEAD}"events": []}}\n```',
        *map(_entry, LEDGERS),
        "## Calls\n\nThe folder holds `ledger.json`, the ledger above, and `my.rules`, the English rule set above with "
        "one duty `D`. In Python `policy` is that rule set with its duty, and `earlier` without.",
        *map(_entry, CALLS),
    )


PAGES: dict[str, Callable[[], str]] = {
    "keywords.md": keywords,
    "vocabulary.md": vocabulary,
    "states.md": states,
    "diagnostics.md": diagnostics,
}
