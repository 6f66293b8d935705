from __future__ import annotations

import pytest

from rectcore.check.checker import Checked, check
from rectcore.diagnostics import Diagnostic, Severity
from rectcore.language.parser import parse
from rectcore.source import Source

HEAD = {
    "en": """# dialect: en
ruleset R "rules" / "规则"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "source" / "文件"
  if due on a holiday: next working day
""",
    "zh": """# 方言：zh
规则集 R “规则” / “rules”
  施行：自2023-01-01
  日历：cn_public
  时区：“Asia/Shanghai”
  依据文件 S：“文件” / “source”
  届满逢休息日：顺延至下一工作日
""",
}
MARK = "<<"


class Bench:
    """Checks texts: `<<` in a text marks where a diagnostic is expected to point, and is taken out."""

    head = HEAD

    def __init__(self) -> None:
        self.marks: list[str] = []

    def __call__(self, *texts: str, dialect: str = "en", head: bool = True) -> Checked:
        whole = [HEAD[dialect] + texts[0], *texts[1:]] if head else list(texts)
        files = []
        diagnostics: list[Diagnostic] = []
        self.marks = []
        for number, text in enumerate(whole):
            name = f"f{number}.rules"
            while (at := text.find(MARK)) >= 0:
                text = text[:at] + text[at + len(MARK) :]
                line, column = Source(name, text).position(at)
                self.marks.append(f"{name}:{line}:{column}")
            parsed = parse(Source(name, text))
            diagnostics += parsed.diagnostics
            files.append(parsed.file)
        self.parsed = tuple(diagnostics)
        return check(files)

    def found(self, code: str, *texts: str, dialect: str = "en", head: bool = True) -> Diagnostic:
        """The one diagnostic of that code, which points at the mark; no other error stands beside it."""
        checked = self(*texts, dialect=dialect, head=head)
        assert () == self.parsed
        errors = [d.line() for d in checked.diagnostics if d.severity is Severity.ERROR and d.code != code]
        assert [] == errors
        own = [d for d in checked.diagnostics if d.code == code]
        assert [1, self.marks] == [len(own), [d.where for d in own]], [d.line() for d in own]
        assert dialect == own[0].language
        assert own[0].message.en
        assert own[0].message.zh
        assert (checked.rulebook is None) == (own[0].severity is Severity.ERROR)
        return own[0]

    def fine(self, *texts: str, dialect: str = "en", head: bool = True) -> Checked:
        """What is checked without an error."""
        checked = self(*texts, dialect=dialect, head=head)
        errors = [d.line() for d in (*self.parsed, *checked.diagnostics) if d.severity is Severity.ERROR]
        assert [] == errors
        assert checked.rulebook is not None
        return checked


@pytest.fixture
def bench() -> Bench:
    return Bench()
