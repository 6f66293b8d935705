"""Every message of the parser, in both languages; a function per message.

All are errors: a file with one of them cannot be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rectcore.diagnostics import Diagnostic, Fix, Severity, Text
from rectcore.source import Span

UNCLEAR: Final = (
    "前",
    "末",
    "以上",
    "以下",
    "以内",
    "之内",
)  # at the end of a word: does the day, the number itself count?

_LONGEST: Final = 300

A_BULLET: Final = Text("a line such as `- [label] condition`", "以 `- ［标签］ 条件` 开头的行")


A_KEY: Final = Text(
    "a line that begins with a key, or a comment that begins with `#`", "以某一项开头的行，或以 `#` 开头的注释"
)


def quoted(written: str) -> Text:
    """Something to write, the same in both languages."""
    return Text(f"`{written}`", f"`{written}`")


def _error(code: str, span: Span | None, language: str, en: str, zh: str, **more: object) -> Diagnostic:
    message = Text(_one_line(en), _one_line(zh))
    return Diagnostic(code, Severity.ERROR, message, span, language=language, **more)  # type: ignore[arg-type]


def _one_line(text: str) -> str:
    """The text on one line of bearable length, whatever is quoted in it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST // 2] + " … " + line[-_LONGEST // 2 :]


def not_utf8(name: str, language: str, looks_like: str, offset: int) -> Diagnostic:
    """The bytes of a file are no UTF-8."""
    return _error(
        "RC100",
        None,
        language,
        f"this file is not UTF-8: byte {offset + 1} fits no character; it looks like {looks_like}",
        f"文件不是 UTF-8 编码：第 {offset + 1} 个字节无法识别，看起来是 {looks_like}",
        place=name,
        hint=Text(
            f"save it as UTF-8 in the editor, or run `iconv -f {looks_like} -t UTF-8`",
            f"请在编辑器中另存为 UTF-8，或运行 `iconv -f {looks_like} -t UTF-8`",
        ),
    )


def too_big(name: str, language: str, most: int) -> Diagnostic:
    """A file is larger than the limit."""
    mib = most // (1 << 20)
    return _error(
        "RC119",
        None,
        language,
        f"this file is larger than {mib} MiB, the most a rule file may have",
        f"文件超过 {mib} MiB，规则文件不得超过此限",
        place=name,
        hint=Text("divide it and name the parts with `use`", "请拆分为多个文件，并用 `引用` 引入"),
    )


_INSTEAD: Final = {
    "%％": Text(
        "a percent is a number with its sign, such as `35%`; the type is `percent`",
        "百分比写作数字紧接百分号，如 `35%`；作为类型写 `百分比`",
    ),
    "=＝": Text("write `is`, `at least`, `at most`; an arrow is `->`", "请用 `为`、`不少于`、`不超过`"),
    ">＞≥": Text(
        "write `more than` or `at least`, of days `after` or `not before`",
        "请用 `超过`、`不少于`，日期用 `晚于`、`不早于`",
    ),
    "<＜≤": Text(
        "write `less than` or `at most`, of days `before` or `no later than`",
        "请用 `不足`、`不超过`，日期用 `早于`、`不晚于`",
    ),
    "≠": Text("write `is not`", "请用 `不为`"),
    "&＆": Text("write `and`", "请用 `且`"),
    "。;；!！?？": Text(
        "a line needs no sign at its end; parts are divided by commas", "行末不需要标点；并列各项以逗号或顿号分开"
    ),
    "'’”": Text('a text stands in a pair of quotes: "…"', "文本须成对加引号：“…”"),
}
_NOWHERE: Final = Text(
    "only words, numbers, days and texts in quotes stand here", "此处只能写词语、数字、日期和加引号的文本"
)


_MERGE: Final = 7  # of the same sign begin a mark of a merge


def stray(span: Span, language: str, number: Span | None = None) -> Diagnostic:
    """A character that has no meaning outside quotes; `number` is the one right before it."""
    hint = next((text for signs, text in _INSTEAD.items() if span.text in signs), _NOWHERE)
    if span.source.text.startswith(span.text * _MERGE, span.start):
        hint = Text("a merge was left unfinished here", "此处留有未完成的合并标记")
    whole = number.to(span) if number is not None and span.text in "%％" else None
    return _error(
        "RC101",
        span,
        language,
        f"`{span.text}` has no meaning here",
        f"此处不能使用 `{span.text}`",
        hint=hint,
        fix=Fix(whole, f"{number.text}%") if whole is not None and number is not None else None,
    )


def digit_first(span: Span, language: str) -> Diagnostic:
    """A name that begins with a digit."""
    return _error(
        "RC101",
        span,
        language,
        f"a name may not begin with a digit: `{span.text}`",
        f"名称不能以数字开头：`{span.text}`",
        hint=Text(
            "begin it with a letter; behind a number stands a unit such as `days`",
            "请以文字或字母开头；数字之后只能是 `日`、`个工作日`、`个月` 等词",
        ),
    )


def unknown_unit(span: Span, language: str, written: str, meant: str) -> Diagnostic:
    """A word behind a number that is nearly a unit of time."""
    return _error(
        "RC105",
        span,
        language,
        f"`{written}` is no unit of time",
        f"`{written}` 不是时间单位",
        hint=Text("units are `days`, `working days`, `months`", "单位有 `日`、`个工作日`、`个月`"),
        fix=Fix(span, meant),
    )


def no_colon(span: Span, language: str, key: str) -> Diagnostic:
    """A key without the colon behind it."""
    colon = "：" if language == "zh" else ":"
    return _error(
        "RC105",
        span,
        language,
        f"a colon is missing behind `{key}`",
        f"`{key}` 之后缺少冒号",
        fix=Fix(span, key + colon),
    )


def not_rules(span: Span, language: str, *, ledger: bool) -> Diagnostic:
    """A file of data where rules are read."""
    return _error(
        "RC108",
        span,
        language,
        "this is a ledger, and no rule file" if ledger else "this is JSON, and no rule file",
        "这是台账，不是规则文件" if ledger else "这是 JSON 文件，不是规则文件",
        hint=Text(
            "a ledger is read together with rules: `rectcore evaluate LEDGER --rules PATH`",
            "台账与规则一并使用：`rectcore evaluate 台账 --rules 规则`",
        ),
    )


def unclosed(span: Span, language: str) -> Diagnostic:
    """A text without its closing quote."""
    return _error(
        "RC102",
        span,
        language,
        f"the text that begins here with `{span.text}` is not closed on this line",
        f"此处以 `{span.text}` 开始的文本在本行内没有结束",
        hint=Text('a text stands in a pair of quotes: "…"', "文本须成对加引号：“…”"),
    )


def invisible(span: Span, language: str) -> Diagnostic:
    """A character that is not seen, or that turns the order of what is seen."""
    name = f"U+{ord(span.text):04X}"
    return _error(
        "RC103",
        span,
        language,
        f"an invisible character ({name}) stands here; what is read may differ from what is seen",
        f"此处有不可见字符（{name}），读到的内容可能与看到的不同",
        hint=Text("delete it", "请删除"),
    )


def no_dialect(span: Span, language: str, written: str | None, known: Sequence[str]) -> Diagnostic:
    """The first line does not say the dialect, or one that does not exist."""
    line = "# 方言：zh" if language == "zh" else f"# dialect: {language}"
    every = ", ".join(f"`{d}`" for d in known)
    if written is None:
        en, zh = "the first line does not say the language of the file", "首行没有注明文件所用的方言"
    else:
        en, zh = f"there is no dialect `{written}`; there are {every}", f"没有方言 `{written}`，可用 {every}"
    hint = Text(f"begin the file with `{line}`", f"首行应为 `{line}`")
    return _error("RC104", span, language, en, zh, hint=hint, fix=Fix(span, line) if written is not None else None)


def unexpected(span: Span, language: str, found: str | None, wanted: Sequence[Text]) -> Diagnostic:
    """A word that cannot stand where it stands; `found` None where the line ends too early."""
    en = f"`{found}` cannot stand here" if found is not None else "something is missing at the end"
    zh = f"此处不能出现 `{found}`" if found is not None else "行末缺少内容"
    hint = Text()
    if wanted:
        hint = Text(
            "expected " + " or ".join(w.in_("en") for w in wanted),
            "此处可以是 " + " 或 ".join(w.in_("zh") for w in wanted),
        )
    return _error("RC105", span, language, en, zh, hint=hint)


_PARTS: Final = {
    "week": Text("the weeks of that year", "该年的周次"),
    "year": Text("years", "年份"),
    "month": Text("months", "月份"),
    "day": Text("the days of that month", "该月的日"),
}


def new_line(span: Span, language: str, key: str) -> Diagnostic:
    """A key in the middle of a line."""
    return _error(
        "RC105",
        span,
        language,
        f"`{key}` cannot stand in the middle of a line",
        f"`{key}` 不能写在一行中间",
        hint=Text("begin a new line with it", "请另起一行"),
    )


def misspelt(span: Span, language: str, written: str, near: str) -> Diagnostic:
    """A word that cannot stand where it stands, and is nearly a keyword that can."""
    return _error(
        "RC105",
        span,
        language,
        f"`{written}` cannot stand here",
        f"此处不能出现 `{written}`",
        hint=Text("this looks like a misspelt keyword", "此处似为写错的关键词"),
        fix=Fix(span, near),
    )


def no_such_day(span: Span, language: str, bounds: tuple[str, int, int]) -> Diagnostic:
    """A day or period that the calendar does not have; `bounds` say which part of it, from where to where it goes."""
    part, low, high = bounds
    return _error(
        "RC106",
        span,
        language,
        f"there is no such day or period: `{span.text}`",
        f"没有这个日期或周期：`{span.text}`",
        hint=Text(f"{_PARTS[part].en} go from {low} to {high}", f"{_PARTS[part].zh}为 {low} 至 {high}"),
    )


def outside(span: Span, language: str, example: str) -> Diagnostic:
    """A line that belongs to no form."""
    return _error(
        "RC107",
        span,
        language,
        "this line belongs to no form",
        "此行不属于任何规则",
        hint=Text(
            f"a form begins with a line such as `{example}`: it is missing above",
            f"每项规则以首行开始，例如 `{example}`：此处上方缺少首行",
        ),
    )


def unknown_key(span: Span, language: str, key: str, form: str, near: str | None, keys: Sequence[str]) -> Diagnostic:
    """A key that the form does not have."""
    every = ", ".join(f"`{k}`" for k in keys)
    return _error(
        "RC110",
        span,
        language,
        f"`{form}` has no key `{key}`" + (f"; did you mean `{near}`?" if near else ""),
        f"`{form}` 没有 `{key}` 这一项" + (f"，是否应为 `{near}`？" if near else ""),
        hint=Text(f"keys of `{form}`: {every}", f"`{form}` 的各项：{every}"),
        fix=Fix(span, near) if near else None,
    )


def header_twice(span: Span, language: str, header: str, first: Span) -> Diagnostic:
    """The header of a form twice, the first time with nothing below it."""
    notes = ((first, Text("it stands here already", "此处已有")),)
    return _error(
        "RC111",
        span,
        language,
        f"the header of this `{header}` stands twice",
        f"此 `{header}` 的首行重复",
        hint=Text("delete one of the two", "请删除其中一行"),
        notes=notes,
    )


def key_twice(span: Span, language: str, key: str, first: Span | None) -> Diagnostic:
    """A key that may stand once and stands twice."""
    notes = ((first, Text("it stands here already", "此处已有")),) if first else ()
    return _error(
        "RC111",
        span,
        language,
        f"`{key}` stands twice in this form",
        f"`{key}` 在本项中重复",
        hint=Text("join the two into one, or delete one", "请合并为一处，或删除其中一处"),
        notes=notes,
    )


def other_dialect(span: Span, language: str, written: str, write: str) -> Diagnostic:
    """A keyword of another dialect."""
    return _error(
        "RC112",
        span,
        language,
        f"`{written}` is a keyword of the other dialect",
        f"`{written}` 是另一种方言的关键词",
        hint=Text(
            "a file is written in one dialect, which its first line names", "一个文件只用一种方言，以首行注明的为准"
        ),
        fix=Fix(span, write),
    )


def wrong_dialect(span: Span, language: str, declared: str) -> Diagnostic:
    """A file all in another dialect than it says."""
    line = "# 方言：zh" if language == "zh" else f"# dialect: {language}"
    return _error(
        "RC112",
        span,
        language,
        f"the first line says `{declared}`, and the file is written in `{language}`",
        f"首行注明 `{declared}`，而文件是用 `{language}` 写的",
        fix=Fix(span, line),
    )


def missing_key(span: Span | None, language: str, form: str, keys: Sequence[str]) -> Diagnostic:
    """A form without a key that it must have; any of `keys` would do."""
    return _error(
        "RC113",
        span,
        language,
        f"this `{form}` lacks " + " or ".join(f"`{k}`" for k in keys),
        f"此 `{form}` 缺少 " + " 或 ".join(f"`{k}`" for k in keys),
        hint=Text(f"add a line that begins with `{keys[0]}`", f"请补充以 `{keys[0]}` 开头的一行"),
    )


def unknown_header(span: Span, language: str, written: str, near: str, kinds: Sequence[str]) -> Diagnostic:
    """A line that looks like the header of a form, with an unknown first word; `near` is empty where nothing is."""
    if not near:
        every = ", ".join(f"`{kind}`" for kind in kinds)
        hint = Text(f"forms begin with {every}", f"规则以下列词语开头：{every}")
        return _error("RC114", span, language, f"there is no form `{written}`", f"没有 `{written}` 这种规则", hint=hint)
    return _error(
        "RC114",
        span,
        language,
        f"there is no form `{written}`; did you mean `{near}`?",
        f"没有 `{written}` 这种规则，是否应为 `{near}`？",
        fix=Fix(span, near),
    )


def not_split(span: Span, language: str, word: str, split: str) -> Diagnostic:
    """Several Chinese words without a blank between them."""
    return _error(
        "RC115",
        span,
        language,
        f"`{word}` is read as one name",
        f"`{word}` 被视为一个名称",
        hint=Text("put blanks between the words", "词与词之间须加空格"),
        fix=Fix(span, split),
    )


def date_order(span: Span, language: str, iso: str | None) -> Diagnostic:
    """A date in a form that is not read."""
    return _error(
        "RC116",
        span,
        language,
        f"`{span.text}` is not how a date is written",
        f"日期不能写作 `{span.text}`",
        hint=Text(
            "write a day as 2023-10-31 or 2023年10月31日, a month as 2023-10 or 2023年10月; a subtraction needs blanks",
            "日期写作 2023-10-31 或 2023年10月31日，月份写作 2023-10 或 2023年10月；减法须加空格",
        ),
        fix=Fix(span, iso) if iso else None,
    )


def too_large(span: Span, language: str, most: int) -> Diagnostic:
    """A number with too many digits."""
    return _error("RC117", span, language, f"a number may have {most} digits at most", f"数字最多 {most} 位")


def out_of_range(span: Span | None, language: str, low: int, high: int | None) -> Diagnostic:
    """A number where only some make sense."""
    if high is None:
        return _error(
            "RC117", span, language, f"this must be a whole number from {low} on", f"此处须为不小于 {low} 的整数"
        )
    return _error(
        "RC117", span, language, f"this must be a whole number from {low} to {high}", f"此处须为 {low} 至 {high} 的整数"
    )


def unclear(span: Span, language: str) -> Diagnostic:
    """`5日前`, `before the 5th`, `以上`: does the day or number itself count?"""
    text = span.text
    if text.endswith(("以上", "以下")):
        more = text.endswith("以上")
        hint = Text(
            "write `at least` (inclusive) or `more than` (exclusive)",
            "请改用 `不少于`（含本数）或 `超过`（不含本数）",
        )
        if not more:
            hint = Text(
                "write `at most` (inclusive) or `less than` (exclusive)",
                "请改用 `不超过`（含本数）或 `不足`（不含本数）",
            )
    elif text.endswith("内"):
        hint = Text(
            "write `within the last N days` or `N days after DAY`",
            "请改用 `在 最近N日` 或 `自 某日 起 N日内`，起算日写明",
        )
    elif "底" in text or text.endswith("末"):
        hint = Text(
            "write `by end of` (inclusive) or `before` (exclusive)", "请改用 `底截止`（含当日）或 `早于`（不含当日）"
        )
    else:
        hint = Text(
            "write `by day 5` (inclusive) or `before` (exclusive)", "请改用 `5 日截止`（含当日）或 `早于`（不含当日）"
        )
    return _error(
        "RC118",
        span,
        language,
        f"`{text}` leaves open whether the day or number itself counts",
        f"`{text}` 未说明是否包含当日或本数",
        hint=hint,
    )


def nesting(span: Span | None, language: str) -> Diagnostic:
    """A condition too deep to read."""
    return _error(
        "RC120",
        span,
        language,
        "this is nested too deeply",
        "此处嵌套过深",
        hint=Text("name the inner part with `define`", "请用 `定义` 为内层部分命名"),
    )


def not_supported(span: Span | None, language: str, what: str) -> Diagnostic:
    """Something that the language is to have and does not have yet."""
    return _error("RC190", span, language, f"`{what}` is not yet supported", f"暂不支持 `{what}`")
