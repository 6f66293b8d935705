"""Who was drawn: what it is read as in both languages, and how it is printed."""

from __future__ import annotations

import pytest

from rectcore.language import tree
from rectcore.language.parser import parse
from rectcore.language.print_expression import print_expression
from rectcore.source import Source

HEADS = {
    "en": "# dialect: en\ndefine s on Task\n  means: ",
    "zh": "# 方言：zh\n定义 s 针对 Task\n  是指：",
}


def read(text: str, dialect: str) -> tree.Expression:
    parsed = parse(Source("t", HEADS[dialect] + text))
    assert not parsed.diagnostics, [d.line() for d in parsed.diagnostics]
    (form,) = parsed.file.forms
    found = form.get("means")
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("drawn in a", "a 抽中"),
        ("drawn in a for 2023-Q2", "2023-Q2 的 a 抽中"),
        ("drawn in a for the previous period", "上期 的 a 抽中"),
        ("t drawn in a for t.x", "a 于 t.x 抽中 t"),
        ("t.x drawn in a and not (drawn in b)", "a 抽中 t.x 且 非 （b 抽中）"),
    ],
)
def test_both_languages_say_the_same(en: str, zh: str) -> None:
    assert read(en, "en") == read(zh, "zh")
    assert print_expression(read(zh, "zh"), "en") == en
    assert print_expression(read(en, "en"), "zh") == zh


@pytest.mark.parametrize(
    ("text", "dialect"),
    [("a drawn in", "en"), ("a drawn in 3", "en"), ("3 drawn in a", "en"), ("抽中 a", "zh"), ("a 抽中 3", "zh")],
)
def test_a_sample_has_a_name_and_so_has_what_is_drawn(text: str, dialect: str) -> None:
    (found,) = parse(Source("t", HEADS[dialect] + text)).diagnostics
    assert "RC105" == found.code
