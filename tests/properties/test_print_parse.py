"""Printing and parsing are each other's inverse, and no text whatever makes the parser fall over."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectcore.diagnostics import render
from rectcore.language import keywords, tree
from rectcore.language.lexer import invisible, narrow
from rectcore.language.parser import parse
from rectcore.language.print_expression import print_expression
from rectcore.language.printer import print_file, print_form
from rectcore.model.duration import SpanUnit
from rectcore.model.period import Period, PeriodKind
from rectcore.source import Source

ALL_PHRASES = {
    p for d in keywords.dialects() for r in keywords.table() for p in keywords.pieces(" ".join(r.phrases[d]))
}

# -- names, texts, values

latin = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
han = st.text("整改事项单位甲乙丙丁浓度水气", min_size=1, max_size=5)
mixed = st.builds(lambda a, b: a + b, han, st.from_regex(r"[A-Z]{0,2}[0-9]{1,2}", fullmatch=True))
visible = st.characters(exclude_categories=["C", "Z"]).filter(lambda c: not invisible(Source("", c)))
# A text comes from a file, where it ended at its closing quote: one kind of quote at least is not in it.
texts = st.text(visible | st.sampled_from(" “”「」《》\"'#/：、"), max_size=12).filter(
    lambda t: any(quote not in narrow(t) for quote in '”」》』"')
)
words = st.builds(tree.Word, st.one_of(latin, han, mixed).filter(lambda w: w not in ALL_PHRASES))
bilinguals = st.builds(tree.Bilingual, texts, texts)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
periods = st.builds(
    Period.containing,
    st.sampled_from(PeriodKind),
    st.dates(date(1000, 1, 1), date(9998, 12, 31)),
)
decimals = st.decimals(-(10**9), 10**9, allow_nan=False, places=3)
paths = st.one_of(
    st.builds(tree.Path, st.lists(words, min_size=1, max_size=3).map(tuple)),
    st.builds(tree.Path, st.lists(words, max_size=2).map(tuple), st.just(True)),
)
amounts = st.integers(0, 400).map(lambda n: tree.Number(Decimal(n)))
durations = st.builds(tree.Duration, st.one_of(amounts, paths), st.sampled_from(SpanUnit))
spans = st.builds(
    tree.Duration, st.integers(1, 400).map(lambda n: tree.Number(Decimal(n))) | paths, st.sampled_from(SpanUnit)
)
literals = st.one_of(
    st.builds(tree.Number, decimals),
    st.builds(tree.Percent, st.decimals(-10, 10, allow_nan=False, places=4)),
    st.builds(tree.TextValue, texts),
    st.builds(tree.Day, days),
    st.builds(tree.PeriodValue, periods),
    st.builds(tree.YesNo, st.booleans()),
    st.just(tree.Nothing()),
)
named_spans = st.builds(tree.Duration, paths)  # a parameter that is itself a duration
any_durations = durations | named_spans
atoms = st.one_of(literals, paths, durations, st.just(tree.AsOf()))

# -- expressions

RELATIONS = ("is", "is not", "at least", "at most", "more than", "less than")
DAY_RELATIONS = ("before", "after", "not before", "no later than")
binders = st.builds(tree.Binder, words, st.none() | words)


def sums(inner):
    return st.one_of(
        st.builds(tree.Arithmetic, st.sampled_from("+-*"), inner, inner),
        st.builds(tree.OrElse, inner, inner),
        st.builds(tree.AsAt, inner, inner),
        st.builds(tree.DaysBetween, st.sampled_from((SpanUnit.DAYS, SpanUnit.WORKING_DAYS)), inner, inner),
        st.builds(
            tree.Extreme,
            st.sampled_from(("greater of", "lesser of", "earlier of", "later of")),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
    )


numbers = st.recursive(atoms, sums, max_leaves=5)

on_entity = words.map(lambda w: tree.Path((w,)))


def conditions(quantifiers=2):
    base = st.one_of(
        st.builds(tree.Compare, st.sampled_from(RELATIONS + DAY_RELATIONS), numbers, numbers),
        st.builds(tree.Within, numbers, numbers),
        st.builds(tree.WithinLast, numbers, any_durations),
        st.builds(tree.IsKnown, numbers, st.booleans()),
        st.builds(tree.By, paths, words, st.none() | paths),
        st.builds(tree.Drawn, on_entity, st.none() | st.builds(tree.PeriodValue, periods), st.none() | on_entity),
        st.builds(tree.Placed, numbers, st.sampled_from(("first", "last")), numbers),
        st.builds(
            tree.Reading,
            paths.filter(lambda one: one.words or one.this),
            st.builds(tree.PeriodValue, periods)
            | st.builds(tree.RelativePeriod, st.sampled_from(("this", "previous", "last year")))
            | paths,
        ),
        numbers,
        st.builds(tree.HeldFor, numbers, spans | named_spans),
    )
    if quantifiers:
        inner = st.deferred(lambda: conditions(quantifiers - 1))
        base |= st.one_of(
            st.builds(
                tree.Quantified,
                st.sampled_from(("exists", "no")),
                st.lists(binders, min_size=1, max_size=3).map(tuple),
                st.none() | inner,
            ),
            st.builds(tree.Quantified, st.just("all"), st.lists(binders, min_size=1, max_size=2).map(tuple), inner),
            st.builds(tree.Count, binders, st.none() | inner),
            st.builds(tree.Count, binders, inner, st.just(True)),
        )
    return st.recursive(base, connected, max_leaves=4)


def connected(inner):
    def several(kind):
        return st.lists(inner.filter(lambda e: not isinstance(e, kind)), min_size=2, max_size=3).map(
            lambda o: kind(tuple(o))
        )

    held = st.builds(tree.HeldFor, inner, spans | named_spans)
    return st.one_of(several(tree.And), several(tree.Or), inner.map(tree.Not), held, st.builds(tree.AsAt, inner, paths))


expressions = conditions()

# -- forms

also = st.lists(texts, max_size=2).map(tuple)
comments = st.lists(st.text(visible, max_size=8), max_size=2).map(tuple)
labels = st.lists(words, max_size=3, unique_by=lambda w: w.text).map(tuple)
value_names = st.builds(tree.ValueName, words, also)
types = st.one_of(
    st.builds(
        tree.TypeName,
        st.sampled_from(
            ("integer", "decimal", "percent", "text", "date", "period", "days", "working days", "months", "yes/no")
        ),
        st.booleans(),
    ),
    st.builds(tree.TypeName, st.just("entity"), st.booleans(), words),
    st.builds(
        tree.TypeName,
        st.just("one of"),
        st.booleans(),
        values=st.lists(value_names, min_size=1, max_size=3).map(tuple),
    ),
)
acts = st.builds(
    lambda *parts, who, answer: tree.Act(*parts, *who, *answer),
    words,
    st.none() | paths,
    st.none() | paths,
    st.none() | words,
    st.none() | any_durations,
    who=st.tuples(st.none() | words, st.none() | words),
    answer=st.just((None, None)) | st.tuples(paths, st.none() | any_durations),
)
counts = st.integers(1, 99).map(lambda n: tree.Number(Decimal(n))) | paths
rungs = st.one_of(
    st.builds(tree.RungLine, acts, counts), st.builds(tree.RungLine, acts, st.none(), spans | named_spans)
)
whiches = st.sampled_from(("this", "next"))
day_numbers = st.integers(1, 31).map(lambda n: tree.Number(Decimal(n)))
due_rules = st.recursive(
    st.one_of(
        st.builds(tree.ByDay, day_numbers | paths, whiches),
        st.builds(tree.EndOf, periods | whiches),
        st.builds(tree.After, any_durations, numbers, st.booleans()),
        # The earlier or later of several days is several due days.
        st.builds(tree.OnDay, numbers.filter(lambda n: not isinstance(n, tree.Extreme))),
    ),
    lambda inner: st.builds(
        tree.DueOf,
        st.sampled_from(("earlier of", "later of")),
        st.lists(inner, min_size=2, max_size=3).map(tuple),
    ),
    max_leaves=4,
)
dues = st.builds(
    tree.Due,
    due_rules,
    st.sampled_from((None, "next working day", "previous working day", "same day")),
)
effects = st.one_of(
    st.sampled_from(("not required", "excused", "permit all", "set aside")).map(tree.Effect),
    st.builds(tree.Effect, st.just("due instead"), st.just(()), dues),
    st.builds(tree.Effect, st.just("permit"), labels.filter(bool)),
)
plain = st.one_of(literals, words.map(lambda w: tree.Path((w,))))
fact_values = plain | st.lists(
    st.one_of(
        st.builds(tree.Number, decimals),
        st.builds(tree.TextValue, texts),
        st.builds(tree.Day, days),
        words.map(lambda w: tree.Path((w,))),
    ),
    max_size=3,
).map(lambda i: tree.ListValue(tuple(i)))
arguments = st.lists(st.one_of(words, st.builds(tree.PeriodValue, periods)), min_size=1, max_size=3).map(tuple)


def clause(key, value):
    return st.builds(tree.Clause, st.just(key), value, comments)


def some(*clauses):
    """Each of the clauses, or not."""
    return st.tuples(*(st.none() | c for c in clauses)).map(lambda found: tuple(c for c in found if c is not None))


def several(key, value, least=0):
    return st.lists(clause(key, value), min_size=least, max_size=3).map(tuple)


def join(*parts):
    return st.tuples(*parts).map(lambda found: tuple(c for part in found for c in part))


def one(key, value):
    return several(key, value, 1).map(lambda c: c[:1])


def bullets(key):
    conditional = st.builds(tree.IfThen, expressions, expressions) | expressions
    return one(key, st.lists(st.builds(tree.Bullet, words, conditional, comments), min_size=1, max_size=3).map(tuple))


def choice(key, *choices):
    return clause(key, st.sampled_from(choices))


cite = clause("cite", st.lists(st.builds(tree.Cite, words, bilinguals), min_size=1, max_size=2).map(tuple))
dates = st.none() | days
in_force = clause(
    "in force", st.builds(tree.Validity, dates, dates).filter(lambda v: v.first is not None or v.last is not None)
)
say = clause("say", bilinguals)
while_ = clause("while", expressions)
every = choice("every", "month", "quarter", "half-year", "year", "week", "dekad")
own_rhythm = clause(
    "every",
    st.builds(tree.OwnGrid, spans, days)
    | st.builds(
        tree.Rolling,
        spans | named_spans,
        st.sampled_from((None, "next working day", "previous working day", "same day")),
    ),
)
breach = clause("breach goes to", words)
kept = clause("kept goes to", words)
formerly = clause("formerly", words)
day = st.builds(tree.Day, days)
limits = st.builds(tree.Limit, st.sampled_from(RELATIONS[2:] + DAY_RELATIONS), numbers)
cells = st.one_of(
    st.just(tree.AnyCell()),
    st.lists(limits, min_size=1, max_size=2).map(lambda found: tree.RangeCell(tuple(found))),
    fact_values,
)
columns = st.one_of(
    st.builds(tree.Column, paths),
    st.builds(
        lambda name, also, type_: tree.Column(None, name, also if name else (), type_),
        st.none() | words,
        also,
        st.none() | types,
    ),
)


@st.composite
def _table_rows(draw):
    """A first row, and rows that have as many cells."""
    head = draw(st.lists(columns, min_size=1, max_size=4))
    rows = draw(st.lists(st.lists(cells, min_size=len(head), max_size=len(head)), max_size=3))
    values = [tree.TableHead(tuple(head)), *(tree.TableRow(tuple(row)) for row in rows)]
    return tuple(tree.Clause("|", value, draw(comments)) for value in values)


table_clauses = join(some(cite), _table_rows())
currency = st.sampled_from([(False, False), (True, False), (True, True)])
has_lines = several("has", st.builds(lambda *parts: tree.HasLine(*parts[:3], *parts[3]), words, types, also, currency))


def form(kind, clauses, **fields):
    return st.builds(tree.Form, st.just(kind), clauses=clauses, comments=comments, **fields)


titled = {"id": words, "title": st.none() | bilinguals}
overs = st.builds(tree.Over, words, st.none() | words, st.none() | paths, st.none() | expressions)
rows_drawn = st.builds(tree.Over, words, st.none() | words, st.none(), st.none() | expressions)
measured = st.one_of(
    st.builds(tree.Measured, st.just("count"), st.none() | expressions),
    st.builds(tree.Measured, st.just("share"), expressions),
    st.builds(tree.Measured, st.sampled_from(("sum", "least", "greatest", "average")), numbers),
)
when_empty = st.builds(tree.WhenEmpty, st.none() | literals)
limits = {"most": st.none() | numbers}
point_lines = st.one_of(
    st.builds(tree.Points, numbers, st.just("row"), binders, st.none() | expressions, **limits),
    st.builds(tree.Points, numbers, st.just("step"), step=amounts | paths, of=numbers, whole=st.booleans(), **limits),
    st.builds(tree.Points, numbers, st.just("if"), condition=expressions, **limits),
)
cappings = st.builds(tree.Points, numbers, st.just("if"), condition=expressions)
grade_lines = st.builds(tree.GradeLine, value_names, st.none() | numbers, st.none() | numbers).filter(
    lambda g: g.low is not None or g.high is not None
)


def lines(key, shown):
    return one(key, st.lists(st.builds(tree.Bullet, words, shown, comments), min_size=1, max_size=3).map(tuple))


forms = st.one_of(
    form(
        "series",
        some(cite, clause("unit", st.builds(tree.TextValue, texts))),
        id=words,
        also=also,
        on=on_entity,
        each=st.sampled_from(("month", "quarter", "half-year", "year", "week", "dekad")),
        type=types,
    ),
    form(
        "score",
        join(
            one("every", st.just("year")),
            lines("deduct", point_lines),
            some(cite, clause("start", numbers), clause("floor", numbers), clause("cap", numbers)),
            lines("add", point_lines),
            lines("capped", cappings),
            bullets("veto"),
            several("grade", grade_lines),
        ),
        id=words,
        also=also,
        on=on_entity,
    ),
    form(
        "sample",
        join(
            one("every", st.just("quarter")),
            one("among", rows_drawn),
            one("share", numbers),
            some(
                clause("at least", numbers),
                clause("by", paths),
                clause("weight", numbers),
                clause("inspectors", rows_drawn),
            ),
        ),
        id=words,
        also=also,
        on=on_entity,
    ),
    form(
        "ranking",
        join(
            one("every", st.just("half-year")),
            one("ranked by", numbers),
            one("order", st.sampled_from(("highest first", "lowest first"))),
            some(cite, clause("ranked", expressions), clause("left out", expressions)),
        ),
        id=words,
        also=also,
        on=on_entity,
    ),
    form(
        "aggregate",
        join(one("over", overs), one("value", measured), some(cite, clause("when empty", when_empty))),
        id=words,
        also=also,
        on=on_entity,
    ),
    form(
        "ruleset",
        join(
            some(
                in_force,
                clause("calendar", words),
                clause("timezone", st.builds(tree.TextValue, texts)),
                choice("if due on a holiday", "next working day", "previous working day", "same day"),
            ),
            several("source", st.builds(tree.SourceLine, words, bilinguals)),
        ),
        **titled,
    ),
    form("use", st.just(()), title=texts.map(lambda t: tree.Bilingual(t, t))),
    st.builds(
        lambda c: tree.Form("measures", clauses=(c,)),
        st.builds(tree.Clause, st.just("measures"), st.lists(value_names, min_size=1, max_size=3).map(tuple)),
    ),
    form("entity", has_lines, id=words, also=also),
    form(
        "event",
        has_lines,
        id=words,
        also=also,
        part_of=st.lists(words, max_size=2).map(tuple),
        complete=st.none() | words | st.sampled_from(("complete", "may be incomplete")),
        clock=st.sampled_from((None, "recording time", "stated date")),
    ),
    form(
        "parameter",
        join(
            some(
                cite,
                clause(
                    "may be set by",
                    st.builds(
                        tree.Layers,
                        st.lists(words, min_size=1, max_size=3).map(tuple),
                        st.sampled_from((None, "only higher", "only lower")),
                    ),
                ),
                clause("review by", day),
            ),
            several("from", st.builds(tree.DatedValue, days, st.none() | fact_values | durations), 1),
        ),
        id=words,
        also=also,
        type=types,
    ),
    form(
        "setting",
        join(some(cite), several("from", st.builds(tree.DatedValue, days, st.none() | fact_values | durations), 1)),
        id=words,
        unit=words | st.builds(tree.TextValue, texts),
    ),
    form("define", join(some(cite), one("means", expressions)), id=words, also=also, on=on_entity),
    form(
        "judgement",
        some(cite, clause("decided by", words), clause("valid for", spans | named_spans)),
        id=words,
        also=also,
        on=on_entity,
    ),
    form("table", table_clauses, id=words, also=also, on=on_entity),
    form(
        "gate",
        join(
            some(cite, in_force, choice("when unknown", "block", "refer"), say, formerly),
            bullets("only if all"),
            st.just(()) | bullets("only if any"),
        ),
        on=paths,
        **titled,
    ),
    form(
        "duty",
        join(
            some(cite, in_force, while_, every | own_rhythm, breach, kept, say, formerly),
            one("due", dues),
            one("fulfilled by", st.builds(tree.Fulfilment, words, st.none() | words, st.none() | expressions)),
            some(
                choice("first period", "full periods only", "included"),
                choice("tested at", "period end", "due date"),
                choice("governed by rules at", "period start", "due date", "as of"),
            ),
            several("rung", rungs),
        ),
        for_each=words,
        **titled,
    ),
    form(
        "standing",
        join(
            some(cite, in_force, while_, every, clause("after lasting", spans | named_spans), breach, kept, formerly),
            one("must", expressions),
            several("rung", rungs),
        ),
        for_each=words,
        **titled,
    ),
    form(
        "notice",
        join(
            some(cite, in_force, while_, clause("call for", acts), say, formerly),
            one("when", expressions),
            several("rung", rungs),
        ),
        for_each=words,
        **titled,
    ),
    form(
        "ladder",
        join(
            some(
                cite,
                in_force,
                choice("counting", "consecutive", "in total"),
                choice("late counts", "yes", "no"),
                every,
                choice("counts", "on time"),
                clause("within", spans | named_spans),
                choice("reset", "on time", "one rung down", "each year", "never"),
                clause("absorbs", st.lists(words, min_size=1, max_size=3).map(tuple)),
                formerly,
            ),
            several("rung", rungs, 1),
            st.just(()) | bullets("when any"),
            several("breach goes to", words),
            several("rung", rungs),
            st.just(()) | bullets("when all"),
        ),
        for_each=st.none() | words,
        **titled,
    ),
    form(
        "exception",
        join(some(cite, in_force), one("applies when", expressions), one("effect", effects)),
        overrides=words,
        **titled,
    ),
    form(
        "scenario",
        join(
            several(
                "given",
                st.builds(
                    tree.Given, words, words, st.lists(st.builds(tree.Fact, words, fact_values), max_size=3).map(tuple)
                ),
            ),
            one("as of", day),
            some(clause("known at", day), clause("complete through", day)),
            several(
                "expect",
                st.builds(tree.Expect, st.none() | words, arguments, plain, st.booleans(), st.none() | labels),
            ),
        ),
        title=bilinguals,
    ),
)
dialects = st.sampled_from(keywords.dialects())
files = st.builds(tree.File, dialects, st.lists(forms, max_size=3).map(tuple), comments)


def read(text):
    parsed = parse(Source("t", text))
    assert not parsed.diagnostics, "\n".join([text, *map(render, parsed.diagnostics)])
    return parsed.file


def all_comments(file):
    found = [*file.trailing]
    for each in file.forms:
        found += each.comments
        for c in each.clauses:
            found += c.comments
            if isinstance(c.value, tuple):
                found += [x for b in c.value if isinstance(b, tree.Bullet) for x in b.comments]
    return sorted(found)


relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@relaxed
@given(files)
def test_parsing_what_was_printed_gives_the_tree_back(file):
    """parse(print(t)) is t, with its comments, and printing that changes nothing."""
    text = print_file(file)
    again = read(text)
    assert file == again
    assert file.dialect == again.dialect
    assert all_comments(file) == all_comments(again)
    assert text == print_file(again)


@relaxed
@given(files, dialects)
def test_a_file_means_the_same_in_the_other_dialect(file, dialect):
    """Printing to another dialect and back loses nothing."""
    there = read(print_file(file, dialect))
    assert file == there
    assert print_file(file) == print_file(there, file.dialect)


@relaxed
@given(expressions, dialects)
def test_an_expression_reads_back_as_it_was(expr, dialect):
    """print_expression gives what a file would say."""
    key = {"en": "define X on Y\nmeans: ", "zh": "定义 X 针对 Y\n是指："}[dialect]
    first = {"en": "# dialect: en\n", "zh": "# 方言：zh\n"}[dialect]
    (found,) = read(first + key + print_expression(expr, dialect)).forms
    assert expr == found.get("means").value


@relaxed
@given(forms, dialects)
def test_a_form_alone_is_printed_as_in_its_file(one_form, dialect):
    """print_form is print_file without the first line."""
    whole = print_file(tree.File(dialect, (one_form,)))
    assert whole == whole.split("\n", 1)[0] + "\n" + print_form(one_form, dialect)


# -- any text at all


def survives(text):
    """The text is parsed to whatever, every message can be shown in both languages, and what is left can be printed."""
    source = Source("t", text)
    parsed = parse(source)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.message.en
        assert diagnostic.message.zh
        assert "\n" not in diagnostic.message.en + diagnostic.message.zh
        if diagnostic.span is not None:
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        render(diagnostic, "en")
        render(diagnostic, "zh")
    for dialect in keywords.dialects():
        print_file(parsed.file, dialect)


@relaxed
@given(st.text(max_size=200))
def test_random_text_gives_diagnostics(text):
    """Not one character sequence raises."""
    survives(text)


soup = st.lists(
    st.one_of(
        st.sampled_from(sorted({p for r in keywords.table() for d in keywords.dialects() for p in r.phrases[d]})),
        st.sampled_from(list('()[]{},:.-|#/"“”\n\n  《》→+*%')),
        st.sampled_from(
            ["2026-01-31", "2023-02-29", "5", "20%", "2026-Q1", "T1", "甲", "31/10/2023", "5th", "\n- [x] "]
        ),
    ),
    max_size=60,
)


@relaxed
@given(soup, st.sampled_from(["", " "]), dialects)
def test_words_in_any_order_give_diagnostics(parts, between, dialect):
    """Keywords thrown together raise nothing either."""
    survives(f"# dialect: {dialect}\n" + between.join(parts))


@relaxed
@given(files, st.randoms(use_true_random=False))
def test_a_damaged_file_gives_diagnostics(file, rng: random.Random):
    """Characters lost and lines swapped are reported, never raised."""
    text = print_file(file)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text)) if text else 0
        text = text[:at] + text[at + rng.randint(1, 3) :]
    lines = text.split("\n")
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    survives("\n".join(lines))


@pytest.mark.parametrize(
    "bomb", ["(" * 10_000, "not " * 10_000, "{" * 10_000, "exists a where " * 10_000, "1+" * 10_000]
)
@pytest.mark.parametrize("tail", ["x", "", ")" * 10_000])
def test_deep_nesting_is_refused(bomb, tail):
    """Ten thousand levels neither crash nor hang."""
    parsed = parse(Source("t", f"# dialect: en\ndefine X on Y\n  means: {bomb}{tail}\n"))
    assert parsed.diagnostics
    assert len(parsed.diagnostics) == 1
