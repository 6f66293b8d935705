"""Words for people: both halves of a sentence side by side, and what numbers, days and things are called in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from rectcore.check.rulebook import Citation, Rulebook
from rectcore.check.states import STATES
from rectcore.check.types import Kind, Name
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Text
from rectcore.engine.results import Holding, State, Verdict
from rectcore.model.duration import SpanUnit
from rectcore.model.period import PeriodKind

Slot: TypeAlias = Text | str | int
MOST: Final = 5
"""How many rows or reasons a sentence names before it says how many more there are."""


def both(en: str, zh: str, **slots: Slot) -> Text:
    """A sentence in both languages, each half filled with the halves of its parts."""
    return Text(en.format(**{k: _half(v, "en") for k, v in slots.items()}), zh.format(**_all(slots, "zh")))


def _all(slots: dict[str, Slot], language: str) -> dict[str, str]:
    return {k: _half(v, language) for k, v in slots.items()}


def _half(value: Slot, language: str) -> str:
    # The half as it is: one that is empty leaves nothing behind, where `in_` would bring in the other language.
    return (value.zh if language == "zh" else value.en) if isinstance(value, Text) else str(value)


def same(text: str | int) -> Text:
    """What is written alike in both languages: an id, a day, a number."""
    return Text(str(text), str(text))


def whole(text: Text, otherwise: str) -> Text:
    """The text with a missing half filled from the other, and the id where there is none."""
    return Text(text.in_("en") or otherwise, text.in_("zh") or otherwise)


def run(texts: Iterable[Text], en: str = ", ", zh: str = "、") -> Text:
    """Several texts in a row."""
    found = list(texts)
    return Text(en.join(t.en for t in found), zh.join(t.zh for t in found))


def listed(texts: Iterable[Text], how: str = "and") -> Text:
    """Conditions joined by `and` or `or`."""
    found = list(texts)
    if len(found) < 2:
        return run(found)
    en, zh = (" and ", "，且") if how == "and" else (" or ", "，或者")
    return both("{head}" + en + "{last}", "{head}" + zh + "{last}", head=run(found[:-1], ", ", "，"), last=found[-1])


def shortened(texts: Sequence[Text], en: str = "; ", zh: str = "；") -> Text:
    """The first five, and how many more there are."""
    shown, left = run(texts[:MOST], en, zh), len(texts) - MOST
    if left <= 0:
        return shown
    more = ("{shown}" + en + "and {n} more", "{shown}" + zh.replace("、", "，") + "另有{n}项")
    return both(*more, shown=shown, n=left)


def quoted(text: Text) -> Text:
    """A name as a name."""
    return both("“{x}”", "“{x}”", x=text)


def sentence(text: Text) -> Text:
    """A text as a sentence of its own: full stop, and a capital letter unless it begins with an id."""
    en, zh = text.in_("en"), text.in_("zh")
    word = _FIRST_WORD.match(en)
    if word is None or not re.search(rf"(?<![\w-]){re.escape(word.group())}(?![\w-])", zh, re.ASCII):
        en = en[:1].upper() + en[1:]
    return Text(en + ("" if en.endswith((".", "!", "?")) else "."), zh + "。")


_FIRST_WORD: Final = re.compile(r"[\w-]+(?:[./:][\w-]+)*", re.ASCII)
"""An id is written alike in both languages, and no other word is: so a first word that is in the Chinese is one."""


# -- numbers, days, durations -------------------------------------------------------------------------------------


def number(value: int | Decimal) -> str:
    """An exact number without trailing zeros."""
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rounded(value: int | Decimal) -> Decimal:
    """A quotient with six places at most; a number with fewer stays as it is."""
    exact = Decimal(value)
    exponent = exact.as_tuple().exponent
    return exact.quantize(Decimal("0.000001")) if isinstance(exponent, int) and exponent < -6 else exact


def percent(value: Decimal) -> str:
    """A share as people write it: 0.125 is 12.5%."""
    sign, digits, exponent = Decimal(value).as_tuple()
    assert isinstance(exponent, int)
    return number(Decimal((sign, digits, exponent + 2))) + "%"


def duration(amount: Text | str, unit: SpanUnit) -> Text:
    """So many days, working days or months; a name that ends in its unit needs no other."""
    one = str(amount) == "1" if isinstance(amount, str) else amount.en == "1"
    en, zh = _UNITS[unit]
    of = Text(f" {en}" if one else f" {en}s", zh)
    if isinstance(amount, Text):
        of = _unsaid(of, amount, unit)
    return both("{n}{of}", "{n}{of}", n=amount, of=of)


def named_amount(name: Text, amount: Text, unit: SpanUnit) -> Text:
    """A name with its value, the unit said once: `elapsed days 180`, `delay 180 days`."""
    en, zh = _UNITS[unit]
    bare = Text(amount.en.removesuffix("s").removesuffix(f" {en}"), amount.zh.removesuffix(zh))
    of = _unsaid(Text(amount.en[len(bare.en) :], amount.zh[len(bare.zh) :]), name, unit)
    return both("{x} {n}{of}", "{x}{n}{of}", x=name, n=bare, of=of)


def _unsaid(of: Text, name: Text, unit: SpanUnit) -> Text:
    """The word for a unit, but where the name has said it: quotes and a value in brackets may follow."""
    en, zh = _NAMED[unit]
    return Text(
        "" if re.search(rf"{en}”?(?: \([^)]*\))?$", name.en) else of.en,
        "" if re.search(rf"(?:{zh})”?(?:（[^）]*）)?$", name.zh) else of.zh,
    )


_UNITS = {
    SpanUnit.DAYS: ("day", "日"),
    SpanUnit.WORKING_DAYS: ("working day", "个工作日"),
    SpanUnit.MONTHS: ("month", "个月"),
}
_NAMED = {
    SpanUnit.DAYS: (r"(?<!working )\bdays?", "天数|日数"),
    SpanUnit.WORKING_DAYS: (r"\bworking days?", "工作日数"),
    SpanUnit.MONTHS: (r"\bmonths?", "月数"),
}
"""How a name ends that says its unit."""

DURATION_OF: Final = {
    Kind.DAYS: SpanUnit.DAYS,
    Kind.WORKING_DAYS: SpanUnit.WORKING_DAYS,
    Kind.MONTHS: SpanUnit.MONTHS,
}

_WEEKDAYS = (
    ("Monday", "星期一"),
    ("Tuesday", "星期二"),
    ("Wednesday", "星期三"),
    ("Thursday", "星期四"),
    ("Friday", "星期五"),
    ("Saturday", "星期六"),
    ("Sunday", "星期日"),
)


def day_of_rest(day: date) -> Text:
    """Why people rest on a day: it is a Sunday, or a public holiday."""
    if day.weekday() < 5:
        return Text("a public holiday", "法定节假日")
    en, zh = _WEEKDAYS[day.weekday()]
    return Text(f"a {en}", zh)


PERIODS: Final = {
    PeriodKind.MONTH: (Text("month", "月"), Text("the month", "当月"), Text("the next month", "次月")),
    PeriodKind.QUARTER: (Text("quarter", "季度"), Text("the quarter", "当季"), Text("the next quarter", "次季")),
    PeriodKind.HALF_YEAR: (
        Text("half-year", "半年"),
        Text("the half-year", "当期半年"),
        Text("the next half-year", "下一半年"),
    ),
    PeriodKind.YEAR: (Text("year", "年"), Text("the year", "当年"), Text("the next year", "次年")),
    PeriodKind.WEEK: (Text("week", "周"), Text("the week", "当周"), Text("the next week", "次周")),
    PeriodKind.DEKAD: (Text("ten-day period", "旬"), Text("the ten-day period", "当旬"), Text("the next one", "下旬")),
}
"""A kind of period: its word, the one an instance is for, and the one after."""


# -- things and their fields --------------------------------------------------------------------------------------

_NOUNS = {
    "evidence": "item of evidence",
    "funding": "item of funding",
    "supervision": "supervision order",
    "accountability": "accountability measure",
}
_FIELDS = {
    "on": "date",
    "recorded": "recording date",
    "covers": "period covered",
    "opened": "opening date",
    "issued": "date of issue",
    "asked": "date of request",
    "until": "end",
    "from": "beginning",
    "due": "due day",
    "done": "day of completion",
    "begins": "first day",
    "ends": "last day",
}


def words(identifier: str) -> str:
    """An identifier as plain words."""
    return identifier.replace("_", " ")


def named(name: Name) -> Text:
    """A name in both languages."""
    return Text(words(name.in_("en")), name.in_("zh"))


def noun(entity: Entity) -> Text:
    """What one row of an entity is called."""
    if entity.called is not None:
        return entity.called
    en = _NOUNS.get(entity.id, words(entity.name.in_("en")))
    return Text(en[:1].lower() + en[1:], entity.name.in_("zh"))


def one(entity: Entity) -> Text:
    """The noun with its article; Chinese needs none."""
    return with_article(noun(entity))


def with_article(thing: Text) -> Text:
    """`a report`, `an acceptance`."""
    vowel = thing.en[:1].lower() in "aeiou" and not thing.en.lower().startswith(("uni", "eu"))
    return both("an {x}" if vowel else "a {x}", "{x}", x=thing)


def plural(thing: Text, count: int) -> str:
    """The English noun for so many of them."""
    head, of, tail = thing.en.partition(" of ")
    if count != 1:
        if head.endswith("ch"):
            head += "es"
        else:
            head = head[:-1] + "ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else head + "s"
    return head + of + tail


def counted(entity: Entity, count: int) -> Text:
    """So many rows of an entity."""
    thing = noun(entity)
    return Text(f"{count} {plural(thing, count)}", f"{thing.zh}{count}{measure_word(entity)}")


def measure_word(entity: Entity) -> str:
    """The Chinese measure word for rows of an entity."""
    if entity.record:
        return "次"
    return {"Task": "项", "Unit": "个", "Person": "名", "Plan": "个"}.get(entity.id, "条")


def field_name(entity: Entity, name: str) -> Text:
    """What a field is called."""
    attribute = entity.attribute(name)
    if attribute is None:
        return Text(words(name), name)
    en = _FIELDS.get(attribute.name.id, words(attribute.name.in_("en")))
    return Text(en, attribute.name.in_("zh"))


def post_name(rulebook: Rulebook, post: str) -> Text:
    """What a post is called."""
    found = rulebook.vocabulary.posts.value(post)
    return named(found) if found is not None else same(words(post))


def measure_name(rulebook: Rulebook, measure: str) -> Text:
    """What a measure is called."""
    entity = rulebook.vocabulary.entity(measure)
    if entity is not None:
        return noun(entity)
    found = rulebook.vocabulary.measure(measure)
    return named(found) if found is not None else same(words(measure))


def title_of(rulebook: Rulebook, id: str) -> Text:  # noqa: A002 - the word of the language
    """The title of a rule for people; its names, else its id, where it has none."""
    rule = rulebook.find(id)
    title = getattr(rule, "title", None) or Text()
    name = getattr(rule, "name", None)
    if not (title.en or title.zh) and isinstance(name, Name):
        return named(name)
    return whole(title, id)


def clause(citation: Citation) -> Text:
    """A citation: the source by its title, and the place in it."""
    title = whole(citation.title, citation.source)
    en, zh = citation.place.in_("en"), citation.place.in_("zh")
    book = title.zh if title.zh.startswith("《") else f"《{title.zh}》"
    return Text(f"{title.en}, {en}" if en else title.en, book + zh)


def state_word(state: State | Holding | Verdict, language: str) -> str:
    """The word for what a rule came to, as reports and scenarios use it."""
    if state is Holding.NOT:
        return "不符合触发情形" if language == "zh" else "does not apply"
    name = STATES[state.value]
    return name.in_("zh") if language == "zh" else name.id
