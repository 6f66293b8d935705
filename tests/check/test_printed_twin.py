"""A file printed in the other language is the same rule set."""

import pytest
from test_twins import EN, HOST, ZH

from rectcore.check.checker import check
from rectcore.language.parser import parse
from rectcore.language.printer import print_file
from rectcore.source import Source


@pytest.mark.parametrize(("text", "other"), [(EN, "zh"), (ZH, "en")])
def test_the_printed_twin_has_the_same_rulebook(text, other):
    files = [parse(Source(n, t)).file for n, t in (("a.rules", text), ("b.rules", HOST))]
    checked = check(files)
    printed = [print_file(f, other, names) for f, names in zip(files, checked.names, strict=True)]
    parsed = [parse(Source("p.rules", t)) for t in printed]
    assert [] == [d.line() for p in parsed for d in p.diagnostics]
    again = check([p.file for p in parsed])
    assert checked.rulebook.sha256 == again.rulebook.sha256
    assert checked.rulebook == again.rulebook
