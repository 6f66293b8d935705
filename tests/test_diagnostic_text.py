"""Diagnostics as people read them: the place, the line with its mark, help, in either language."""

from __future__ import annotations

import pytest

from rectcore.diagnostics import Diagnostic, Fix, Severity, Text, has_errors, render
from rectcore.source import Source, Span

SOURCE = Source("a.rules", "规则集 R\r\n\tgate G\nlast")
MESSAGE = Text("wrong", "有误")


def at(start, end, source=SOURCE):
    return Span(source, start, end)


def found(**more):
    return Diagnostic(**{"code": "RC000", "severity": Severity.ERROR, "message": MESSAGE, **more})


# -- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"), [(Text("a", "甲"), ("a", "甲")), (Text("a"), ("a", "a")), (Text(zh="甲"), ("甲", "甲"))]
)
def test_a_text_falls_back_on_the_half_there_is(text, expected):
    """Each language gets its own half, and the other one where its own is empty."""
    assert expected == (text.in_("en"), text.in_("zh"))


# -- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "expected"), [(0, (1, 1)), (4, (1, 5)), (6, (1, 7)), (7, (2, 1)), (8, (2, 2)), (15, (3, 1)), (19, (3, 5))]
)
def test_a_position_counts_lines_and_characters_from_one(start, expected):
    """A Chinese character is one column, as is a tab; the end of the text is a place too."""
    assert expected == SOURCE.position(start)


def test_a_line_is_shown_without_its_end():
    """Neither kind of line end belongs to the line; the last line needs none."""
    assert ["规则集 R", "\tgate G", "last"] == [SOURCE.line(n) for n in (1, 2, 3)]


def test_a_span_reaches_to_the_later_end():
    """`to` joins two stretches, and never shortens the first."""
    assert (at(0, 5), at(0, 5)) == (at(0, 3).to(at(4, 5)), at(0, 5).to(at(1, 2)))
    assert ("规则集", "R") == (at(0, 3).text, at(4, 5).text)


def test_where_is_the_place_in_the_text_or_the_place_in_data():
    """A span wins; without one the place is said as given, what cannot be seen made visible."""
    assert "a.rules:2:2" == found(span=at(8, 12), place="unused").where
    assert ("events[3].on (line 7)", "") == (found(place="events[3].on (line 7)").where, found().where)
    assert "a<U+000A>b<U+FEFF>" == found(place="a\nb\ufeff").where


# -- one line ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "en", "zh"),
    [(Severity.ERROR, "error", "错误"), (Severity.WARNING, "warning", "警告"), (Severity.INFO, "info", "提示")],
)
def test_a_line_says_place_severity_code_and_message_in_its_language_or_another(severity, en, zh):
    """The language of the file unless another is asked for; without a place the severity comes first."""
    one = found(severity=severity, place="x")
    assert f"x: {en} RC000: wrong" == one.line() == one.line("en")
    assert f"x: {zh} RC000: 有误" == one.line("zh") == found(severity=severity, place="x", language="zh").line()
    assert f"{en} RC000: wrong" == found(severity=severity).line()


# -- the excerpt ------------------------------------------------------------------------------------------------------


def test_the_mark_stands_under_what_is_meant():
    """A tab stays a tab, so that the mark lines up; a Chinese character is two wide."""
    assert ["    2 | \tgate G", "      | \t^^^^"] == render(found(span=at(8, 12))).split("\n")[1:]
    assert ["    1 | 规则集 R", "      |   ^^^^"] == render(found(span=at(1, 3))).split("\n")[1:]


def test_a_mark_is_at_least_one_wide_and_ends_with_its_line():
    """An empty stretch, one at the end of the text, and one over several lines."""
    assert "      | \t^" == render(found(span=at(8, 8))).split("\n")[2]
    assert "      |     ^" == render(found(span=at(19, 19))).split("\n")[2]
    assert "      |        ^" == render(found(span=at(4, 19))).split("\n")[2]  # three characters of two, and a blank


def test_what_cannot_be_seen_is_made_visible():
    """A character without a shape stands as its number, before the mark and under it."""
    source = Source("b", "a\u200bb\u202ec")
    assert ["    1 | a<U+200B>b<U+202E>c", "      |           ^^^^^^^^"] == render(found(span=at(3, 4, source))).split(
        "\n"
    )[1:]


@pytest.mark.parametrize("start", [0, 79, 200, 399])
def test_of_a_long_line_the_stretch_around_the_mark_is_shown(start):
    """At most 160 characters, with the mark under the character meant."""
    source = Source("c", "".join("abcdefghij"[n % 10] for n in range(400)))
    _, shown, mark = render(found(span=at(start, start + 1, source))).split("\n")
    assert len(shown) <= len("    1 | ") + 160
    assert source.text[start] == shown[mark.index("^")]
    assert 1 == mark.count("^")


def test_hint_notes_and_fix_follow_in_that_language():
    """Notes point at their own place; then the hint; then what to write."""
    one = found(
        span=at(8, 12),
        hint=Text("look", "请看"),
        notes=((at(15, 19), Text("here too", "此处亦然")),),
        fix=Fix(at(8, 12), "duty"),
    )
    assert [
        "a.rules:2:2: 错误 RC000: 有误",
        "    2 | \tgate G",
        "      | \t^^^^",
        "  a.rules:3:1: 此处亦然",
        "    3 | last",
        "      | ^^^^",
        "  提示: 请看",
        "  提示: 可改写为 `duty`",
    ] == render(one, "zh").split("\n")
    assert ["  help: look", "  help: write `duty`"] == render(one).split("\n")[-2:]


def test_only_an_error_forbids_the_use():
    """Warnings and infos do not; one error among them does."""
    mild = [found(severity=Severity.WARNING), found(severity=Severity.INFO)]
    assert (False, False, True) == (has_errors([]), has_errors(mild), has_errors([*mild, found()]))


BAD = "a\x1b[31m\u202eb"
SHOWN = "a<U+001B>[31m<U+202E>b"


def test_nothing_that_others_wrote_steers_the_terminal():
    """Ids and titles stand in messages, hints, notes and fixes; a file may have any name."""
    source = Source(f"{BAD}.rules", "gate G")
    one = found(
        span=at(0, 4, source),
        message=Text(BAD, BAD),
        hint=Text(BAD, BAD),
        notes=((at(0, 4, source), Text(BAD, BAD)),),
        fix=Fix(at(0, 4, source), BAD),
    )
    text = render(one)
    assert 6 == text.count(SHOWN)
    assert all(c.isprintable() or c == "\n" for c in text)
    assert f"x: error RC000: {SHOWN}" == found(place="x", message=Text(BAD)).line()


def test_without_hint_and_fix_there_is_no_help():
    """The line and the excerpt alone."""
    assert ["x: error RC000: wrong"] == render(found(place="x")).split("\n")
