"""Every slip that people make is one message, in the language of the file, with its place and what to do.

`samples/sound-en.rules` and `sound-zh.rules` are without a fault; each row of `samples/slips.tsv` is a dialect, the
code that is due, a piece of the text, and what stands there instead.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rectcore.check.checker import check
from rectcore.diagnostics import Severity, render
from rectcore.language.parser import parse
from rectcore.source import Source

SAMPLES = Path(__file__).parent / "samples"
SOUND = {d: (SAMPLES / f"sound-{d}.rules").read_text(encoding="utf-8") for d in ("en", "zh")}
ROWS = [
    [cell.replace("\\n", "\n").replace("\\u200b", "\u200b") for cell in line.split("\t")]
    for line in (SAMPLES / "slips.tsv").read_text(encoding="utf-8").splitlines()
]


def told(text):
    parsed = parse(Source("t.rules", text))
    found = [*parsed.diagnostics, *check([parsed.file]).diagnostics]
    return [d for d in found if d.severity is not Severity.INFO]


@pytest.mark.parametrize("dialect", SOUND)
def test_the_samples_are_sound(dialect):
    assert [] == told(SOUND[dialect])


@pytest.mark.parametrize(("dialect", "code", "old", "new"), ROWS)
def test_one_slip_is_one_message(dialect, code, old, new):
    assert old in SOUND[dialect]
    found = told(SOUND[dialect].replace(old, new, 1))
    assert [code] == [d.code for d in found], "\n".join(map(render, found))
    (one,) = found
    assert dialect == one.language
    assert one.span is not None
    assert one.message.en
    assert one.message.zh
    assert one.fix or (one.hint.en and one.hint.zh)
