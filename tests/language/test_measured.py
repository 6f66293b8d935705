"""What an aggregate takes of its rows: read the same in both languages, and how it is printed."""

from __future__ import annotations

import pytest

from rectcore.language.parser import parse
from rectcore.language.printer import print_file
from rectcore.source import Source

HEADS = {
    "en": "# dialect: en\naggregate a on Unit\n  over: Task grouped by lead_unit\n  value: ",
    "zh": "# 方言：zh\n汇总 a 针对 Unit\n  统计范围：Task 按 lead_unit\n  取值：",
}


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("count", "计数"),
        ("share where x", "占比 满足 x"),
        ("sum of x", "x 的合计"),
        ("least of x + y", "x + y 的最小值"),
        ("greatest of x", "x 的最大值"),
        ("average of x", "x 的平均值"),
    ],
)
def test_both_languages_print_the_same(en: str, zh: str) -> None:
    texts = {"en": HEADS["en"] + en + "\n", "zh": HEADS["zh"] + zh + "\n"}
    for dialect, text in texts.items():
        parsed = parse(Source("t", text))
        assert [] == [d.line() for d in parsed.diagnostics]
        assert texts == {to: print_file(parsed.file, to) for to in texts}, dialect
