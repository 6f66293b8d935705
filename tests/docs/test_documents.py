"""What the documents show is what the program does: every block runs, every link leads somewhere, every name is listed.

A comment just above a block says how it is meant: `<!-- find in FILE -->` and `<!-- replace with -->`,
`<!-- save as FILE -->`, `<!-- add to FILE -->`, `<!-- from FILE -->`, `<!-- prints: COMMAND -->`, `<!-- output -->`,
`<!-- twin -->`, `<!-- joined -->`, and the codes of a `rules-with-error` block. `<!-- with en … -->` holds the rule set
around fragments.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from inspect import getdoc
from pathlib import Path

import pytest
from attrs import define, evolve, field, frozen

import rectcore
from rectcore import Report
from rectcore.check.rulebook import Rulebook, Scenario
from rectcore.cli import main
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import Program
from rectcore.engine.reference.scenarios import ScenarioResult, run_scenario

ROOT = Path(__file__).parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCUMENTS = [*READMES, *sorted((ROOT / "docs").rglob("*.md"))]
ELSEWHERE = {"reference", "decisions"}  # their blocks are read by the tests of what they describe
RUN = [p for p in DOCUMENTS if not ELSEWHERE & set(p.relative_to(ROOT).parts)]
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/rectcore evaluate examples/siping/ledger.json"
    " --rules rules/siping-2023 --as-of 2023-09-30",
    'python3 -m venv .venv && .venv/bin/pip install -q -e ".[test]" && .venv/bin/pytest -q',
)
FENCE = re.compile(r"^```([\w-]*)[^\n]*\n(.*?)^```[ ]*$", re.M | re.S)
COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.S)
STARTS_HAN = re.compile(r"[\u4e00-\u9fff]")
FIRST_LINE = {"en": "# dialect: en\n", "zh": "# 方言：zh\n"}
UNTESTED = {"RC502", "RC504"}  # a recipe is not a pack: its scenarios may stand elsewhere


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def shows(expected: str, found: str) -> bool:
    """Whether `found` is `expected`, where a line `...` stands for any lines."""
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    parts = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"[ ]*\n" for line in lines]
    return re.fullmatch("".join(parts), found.strip("\n") + "\n") is not None


@frozen
class Block:
    """A fenced block: its word, its text, its line, and the comment just above it."""

    kind: str
    text: str
    line: int
    note: str


def blocks(text: str) -> Iterator[Block]:
    after = 0
    for match in FENCE.finditer(text):
        notes = [m for m in COMMENT.finditer(text, after, match.start()) if not text[m.end() : match.start()].strip()]
        note = notes[-1].group(1) if notes else ""
        yield Block(match.group(1), match.group(2), text.count("\n", 0, match.start()) + 2, note)
        after = match.end()


@define
class Reader:
    """Somebody who does what a document says, from its first line to its last."""

    document: Path
    around: dict[str, str]
    names: dict[str, object] = field(factory=lambda: {"__name__": "document"})
    printed: str = ""
    code: int = 0
    find: tuple[Path, str] | None = None
    rules: rectcore.Policy | None = None
    last: str = ""

    def where(self, block: Block) -> str:
        return f"{name(self.document)}:{block.line}"

    def read(self, block: Block) -> None:
        word, _, rest = block.note.partition(" ")
        if word == "prints:":
            self.command(rest)
            assert shows(block.text, self.printed), f"{self.where(block)}\n{self.printed}"
            self.printed = ""
        elif word == "output":
            assert shows(block.text, self.printed), f"{self.where(block)}\n{self.printed}"
            self.printed = ""
        elif word == "from":
            assert block.text in Path(rest).read_text(encoding="utf-8"), f"{self.where(block)}: not in {rest}"
        elif block.note.startswith(("find in ", "replace with", "save as ", "add to ")):
            self.edit(block)
        elif block.kind in ("console", "sh"):
            self.console(block)
        elif block.kind == "python":
            self.python(block)
        elif block.kind == "json":
            json.loads(block.text)
        elif block.kind == "rules":
            self.load(block)
        elif block.kind == "rules-with-error":
            found = rectcore.load_text(block.text).diagnostics
            errors = {d.code for d in found if d.severity is rectcore.Severity.ERROR}
            assert set(re.findall(r"RC\d{3}", block.note)) == errors, self.where(block)
        else:
            raise AssertionError(f"{self.where(block)}: a block that nobody checks")

    def edit(self, block: Block) -> None:
        text = block.text.rstrip("\n")
        if block.note.startswith("find in "):
            path = Path(block.note.removeprefix("find in "))
            assert path.read_text(encoding="utf-8").count(text) == 1, f"{self.where(block)}: not once in {path}"
            self.find = (path, text)
        elif block.note.startswith("replace with"):
            assert self.find is not None, self.where(block)
            path, old = self.find
            path.write_text(path.read_text(encoding="utf-8").replace(old, text), encoding="utf-8")
            self.find = None
        elif block.note.startswith("save as "):
            Path(block.note.removeprefix("save as ")).write_text(block.text, encoding="utf-8")
        else:
            with Path(block.note.removeprefix("add to ")).open("a", encoding="utf-8") as file:
                file.write("\n" + block.text)

    def console(self, block: Block) -> None:
        steps = re.split(r"^\$ ", block.text, flags=re.M)
        if len(steps) == 1:
            assert block.text.strip() in COMMANDS, f"{self.where(block)}: commands begin with `$ `"
        for step in steps[1:]:
            line, _, expected = step.partition("\n")
            self.command(line)
            assert shows(expected, self.printed), f"{self.where(block)}: $ {line}\n{self.printed}"
            self.printed = ""

    def command(self, line: str) -> None:
        words = shlex.split(line)
        match words:
            case ["rectcore", *arguments]:
                out = io.StringIO()
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                    self.code = main(arguments)
                self.printed = out.getvalue()
            case ["cp", "-r", source, target]:
                shutil.copytree(source, target)
            case ["echo", "$?"]:
                self.printed = f"{self.code}\n"
            case _:
                raise AssertionError(f"{name(self.document)}: a command nobody checks: {line}")

    def python(self, block: Block) -> None:
        assert not self.printed, f"{self.where(block)}: what is printed before is not shown: {self.printed}"
        out = io.StringIO()
        program = compile("\n" * (block.line - 1) + block.text, str(self.document), "exec")
        with contextlib.redirect_stdout(out):
            exec(program, self.names)
        self.printed = out.getvalue()

    def load(self, block: Block) -> None:
        text = self.last + "\n" + block.text if block.note == "joined" else block.text
        first = next(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
        language = "zh" if STARTS_HAN.match(first) else "en"
        whole = text
        if not re.search(r"^(ruleset|规则集) ", text, re.M):
            whole = FIRST_LINE[language] + self.around[language] + "\n" + text
        policy = rectcore.load_text(whole, self.where(block))
        wrong = [d for d in policy.diagnostics if d.severity is not rectcore.Severity.INFO and d.code not in UNTESTED]
        assert not wrong, "\n".join(rectcore.render(d) for d in wrong)
        for scenario in policy.test():
            assert scenario.passed, f"{self.where(block)}: {scenario}"
        if block.note == "twin":
            assert self.rules is not None
            assert self.rules.rulebook.sha256 == policy.rulebook.sha256, f"{self.where(block)}: says something else"
        self.rules, self.last = policy, text


@pytest.fixture(scope="module", autouse=True)
def _each_question_once() -> Iterator[None]:
    """The documents ask the same things of the same rules and ledger, as their hashes say: the engine answers once."""
    answers: dict[object, Report] = {}
    outcomes: dict[object, ScenarioResult] = {}

    def once(
        program: Program,
        ledger: rectcore.Ledger,
        days: rectcore.Calendar,
        as_of: date,
        known_at: date,
        *_: object,
    ) -> Report:
        key = (program.rulebook.sha256, ledger.sha256, days, as_of, known_at)
        if ledger.sha256 is None or key not in answers:
            answers[key] = evaluate(program, ledger, days, as_of, known_at)
        return answers[key]

    def run_once(scenario: Scenario, book: Rulebook, days: rectcore.Calendar) -> ScenarioResult:
        key = (book.sha256, days, scenario.title, scenario.as_of, repr(scenario.given))
        if key not in outcomes:
            outcomes[key] = run_scenario(scenario, book, days)
        pairs = zip(outcomes[key].outcomes, scenario.expects, strict=True)  # places differ between twins
        return ScenarioResult(scenario, tuple(evolve(found, expectation=asked) for found, asked in pairs))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rectcore.policy.evaluate", once)
        patch.setattr("rectcore.policy.run_scenario", run_once)
        yield


@pytest.mark.parametrize("document", RUN, ids=name)
def test_every_block_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who types what a document shows sees what it shows."""
    for folder in ("rules", "examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    text = document.read_text(encoding="utf-8")
    around = {m.group(1): m.group(2) for m in re.finditer(r"<!-- with (en|zh)\n(.*?)-->", text, re.S)}
    reader = Reader(document, around)
    for block in blocks(text):
        reader.read(block)
    assert not reader.printed, f"what the last block prints is not shown: {reader.printed}"


@pytest.mark.parametrize("document", READMES, ids=name)
def test_the_two_commands(document: Path) -> None:
    """Both READMEs show the two commands word for word, each in a block of its own."""
    shown = [block.text.strip() for block in blocks(document.read_text(encoding="utf-8"))]
    assert [text for text in shown if text in COMMANDS] == list(COMMANDS)


def slugs(path: Path) -> set[str]:
    plain = FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ +(.+)$", plain, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", document.read_text(encoding="utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        goal = (document.parent / path).resolve() if path else document
        assert goal.exists(), f"{name(document)}: {target}"
        assert goal.is_relative_to(ROOT), f"{name(document)}: {target} leaves the repository"
        if anchor and goal.suffix == ".md":
            assert anchor in slugs(goal), f"{name(document)}: no heading for {target}"


def api_line(public: str) -> str:
    """How `docs/reference/api.md` lists a name: with the first line of its docstring."""
    summary = (getdoc(getattr(rectcore, public)) or "").strip().split("\n")[0]
    assert summary, f"{public} has no docstring"
    return f"| `{public}` | {summary.replace('|', chr(92) + '|')} |"


def test_every_public_name_is_listed() -> None:
    """The page of the public names is what their docstrings say."""
    listed = set((ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8").splitlines())
    missing = [line for line in map(api_line, rectcore.__all__) if line not in listed]
    assert not missing, "put these lines into docs/reference/api.md:\n" + "\n".join(missing)
    rows = {m.group(1) for line in listed if (m := re.match(r"\| `(\w+)` \|", line))}
    assert set(rectcore.__all__) == rows


def test_a_shortened_output_is_still_compared() -> None:
    """`...` stands for whole lines, and nothing else is passed over."""
    assert shows("a\n...\nd", "a\nb\nc\nd\n")
    assert shows("a\n...", "a\n")
    assert not shows("a\n...\nd", "a\nb\nc\n")
    assert not shows("a", "a\nb\n")
    assert shows("", "")
