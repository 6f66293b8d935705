"""The forms: which keys each may have, which of them repeat, which it must have, and what stands behind each.

Data for the parser, the printer and the checker. `start` is the rule of `grammar.lark` that reads what stands behind
the key, or the header; an empty one means a fixed choice.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class Key:
    """A key of a form, or a line that begins with a word of its own (`line`), as `has`, `rung`, `expect` do."""

    id: str
    start: str = ""
    repeats: bool = False
    choices: tuple[str, ...] = ()
    line: bool = False
    bullets: bool = False


@frozen
class FormShape:
    """A form: the rule that reads its header, its keys, and the groups of keys of which one at least must stand."""

    kind: str
    header: str
    keys: tuple[Key, ...]
    compulsory: tuple[tuple[str, ...], ...] = ()

    def key(self, id_: str) -> Key | None:
        """The key with that id, if the form has it."""
        return next((k for k in self.keys if k.id == id_), None)


PERIODS: Final = ("month", "quarter", "half-year", "year", "week", "dekad")
ROLLS: Final = ("next working day", "previous working day", "same day")

_CITE = Key("cite", "cites")
_IN_FORCE = Key("in force", "validity")
_SAY = Key("say", "bilingual")
_WHILE = Key("while", "condition")
_EVERY = Key("every", choices=PERIODS)
_BREACH = Key("breach goes to", "name")
_KEPT = Key("kept goes to", "name")
_FORMERLY = Key("formerly", "name")
_RUNG = Key("rung", "rung", repeats=True, line=True)
_FROM = Key("from", "dated_value", repeats=True, line=True)
_HAS = Key("has", "has_line", repeats=True, line=True)

_ALL = (
    FormShape(
        "ruleset",
        "h_ruleset",
        (
            _IN_FORCE,
            Key("calendar", "name"),
            Key("timezone", "text_value"),
            Key("source", "source_line", repeats=True, line=True),
            Key("if due on a holiday", choices=ROLLS),
        ),
    ),
    FormShape("use", "h_use", ()),
    FormShape("outline", "h_outline", (Key("clause", "clause_line", repeats=True, line=True),), (("clause",),)),
    FormShape("measures", "", (Key("measures", "value_names"),)),
    FormShape("entity", "h_entity", (_HAS,)),
    FormShape("event", "h_event", (_HAS,)),
    FormShape(
        "parameter",
        "h_parameter",
        (_CITE, Key("may be set by", "layers"), _FROM, Key("review by", "day_value")),
        (("from",),),
    ),
    FormShape("setting", "h_setting", (_CITE, _FROM), (("from",),)),
    FormShape("define", "h_term", (_CITE, Key("means", "condition")), (("means",),)),
    FormShape("series", "h_series", (_CITE, Key("unit", "text_value"))),
    FormShape(
        "aggregate",
        "h_term",
        (_CITE, Key("over", "over"), Key("value", "aggregate_value"), Key("when empty", "when_empty")),
        (("over",), ("value",)),
    ),
    FormShape(
        "score",
        "h_term",
        (
            _CITE,
            _EVERY,
            Key("start", "condition"),
            Key("deduct", "score_line", repeats=True, bullets=True),
            Key("add", "score_line", repeats=True, bullets=True),
            Key("floor", "condition"),
            Key("cap", "condition"),
            Key("capped", "capped_line", repeats=True, bullets=True),
            Key("veto", "bullet", repeats=True, bullets=True),
            Key("grade", "grade_line", repeats=True, line=True),
        ),
        (("every",), ("deduct", "add")),
    ),
    FormShape(
        "sample",
        "h_term",
        (
            _CITE,
            _EVERY,
            Key("among", "rows"),
            Key("share", "condition"),
            Key("at least", "condition"),
            Key("by", "condition"),
            Key("weight", "condition"),
            Key("inspectors", "rows"),
        ),
        (("every",), ("among",), ("share", "at least")),
    ),
    FormShape(
        "ranking",
        "h_term",
        (
            _CITE,
            _EVERY,
            Key("ranked", "condition"),
            Key("left out", "condition"),
            Key("ranked by", "condition"),
            Key("order", choices=("highest first", "lowest first")),
        ),
        (("every",), ("ranked by",), ("order",)),
    ),
    FormShape("judgement", "h_term", (_CITE, Key("decided by", "name"), Key("valid for", "span"))),
    FormShape("table", "h_term", (_CITE, Key("|", "table_cell", repeats=True, line=True)), (("|",),)),
    FormShape(
        "gate",
        "h_gate",
        (
            _CITE,
            _IN_FORCE,
            Key("only if all", "bullet", repeats=True, bullets=True),
            Key("only if any", "bullet", repeats=True, bullets=True),
            Key("when unknown", choices=("block", "refer")),
            _SAY,
            _FORMERLY,
        ),
        (("only if all", "only if any"),),
    ),
    FormShape(
        "duty",
        "h_rule",
        (
            _CITE,
            _IN_FORCE,
            _WHILE,
            Key("every", "every", choices=PERIODS),
            Key("due", "due"),
            Key("fulfilled by", "fulfilment"),
            Key("first period", choices=("full periods only", "included")),
            Key("tested at", choices=("period end", "due date")),
            Key("governed by rules at", choices=("period start", "due date", "as of")),
            _BREACH,
            _KEPT,
            _RUNG,
            _SAY,
            _FORMERLY,
        ),
        (("due", "every"), ("fulfilled by",)),
    ),
    FormShape(
        "standing",
        "h_rule",
        (
            _CITE,
            _IN_FORCE,
            _WHILE,
            Key("every", "every", choices=PERIODS),
            Key("must", "condition"),
            Key("after lasting", "span"),
            _BREACH,
            _KEPT,
            _RUNG,
            _SAY,
            _FORMERLY,
        ),
        (("must",),),
    ),
    FormShape(
        "notice",
        "h_rule",
        (_CITE, _IN_FORCE, _WHILE, Key("when", "condition"), Key("call for", "act"), _RUNG, _SAY, _FORMERLY),
        (("when",),),
    ),
    FormShape(
        "target",
        "h_rule",
        (
            _CITE,
            _IN_FORCE,
            _WHILE,
            Key("must", "condition"),
            Key("due", "due"),
            Key("when off course", "act"),
            _BREACH,
            _RUNG,
            _SAY,
            _FORMERLY,
        ),
        (("must",), ("due",)),
    ),
    FormShape(
        "ladder",
        "h_ladder",
        (
            _CITE,
            _IN_FORCE,
            _EVERY,
            Key("counting", choices=("consecutive", "in total")),
            Key("counts", choices=("on time",)),
            Key("late counts", choices=("yes", "no")),
            Key("within", "span"),
            _RUNG,
            Key("when any", "bullet", repeats=True, bullets=True),
            Key("when all", "bullet", repeats=True, bullets=True),
            Key("breach goes to", "name", repeats=True),
            Key("reset", choices=("on time", "one rung down", "each year", "never")),
            Key("absorbs", "name_list"),
            _FORMERLY,
        ),
        (("rung",),),
    ),
    FormShape(
        "exception",
        "h_exception",
        (_CITE, _IN_FORCE, Key("applies when", "condition"), Key("effect", "effect")),
        (("applies when",), ("effect",)),
    ),
    FormShape(
        "scenario",
        "h_scenario",
        (
            Key("given", "given", repeats=True, line=True),
            Key("complete through", "day_value"),
            Key("as of", "day_value"),
            Key("known at", "day_value"),
            Key("expect", "expect", repeats=True, line=True),
        ),
        (("as of",),),
    ),
)

FORMS: Final = {shape.kind: shape for shape in _ALL}

# What stands below a rung of a ladder, and is about that rung.
BELOW_RUNG: Final = frozenset({"when any", "when all", "breach goes to"})

# The words that begin a line of a form without a colon behind them.
LINE_WORDS: Final = frozenset(
    {"grade", "has", "source", "clause", "given", "expect", "rung", "rung after", "from", "|"}
)
HEADERS: Final = frozenset(FORMS) - {"measures"}
