"""Whatever is handed in ends in a diagnostic with a reason and a hint, and exit code 2; never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import RULES, Ran, Run, Write, event, ledger_of

DAY = ("--as-of", "2023-08-20")


def refused(ran: Ran, *parts: str) -> None:
    """Nothing printed but why, with what to do about it."""
    assert 2 == ran.code, ran
    assert "" == ran.out
    assert "error" in ran.err or "错误" in ran.err
    assert "help:" in ran.err or "提示" in ran.err
    assert "fault of rectcore" not in ran.err
    for part in parts:
        assert part in ran.err


# -- arguments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "parts"),
    [
        ([], ["CL201", "COMMAND"]),
        (["evalute"], ["CL202", "did you mean `evaluate`"]),
        (["check"], ["CL201", "PATH"]),
        (["check", "a", "b"], ["CL201", "unknown argument: b"]),
        (["evaluate", "l", "--rules", "r"], ["CL201", "--as-of"]),
        (["evaluate", "l", "--rules", "r", "--as-of"], ["CL201", "--as-of"]),
        (["evaluate", "l", "--rules", "r", "--as-of", "2023-02-29"], ["CL203", "`2023-02-29` is not a day"]),
        (["evaluate", "l", "--rules", "r", "--as-of", "yesterday"], ["CL203"]),
        (["evaluate", "l", "--rules", "r", "--as-of", "20230101"], ["CL203"]),
        (["evaluate", "l", "--rules", "r", "--as-of", "2023-2-1", "--known-at", "x"], ["2023-2-1", "--known-at"]),
        (["evaluate", "l", "--rules", "r", *DAY, "--format", "jsn"], ["CL202", "did you mean `json`"]),
        (["evaluate", "l", "--rules", "r", *DAY, "--lang", "fr"], ["CL202", "`en`, `zh`"]),
        (["evaluate", "l", "--rules", "r", *DAY, "--format", "JSON"], ["CL202", "did you mean `json`"]),
        (["evaluate", "l", "--rules", "r", *DAY, "--lang", "cn"], ["CL202", "did you mean `zh`"]),
        (["evaluate", "l", "--rules", "r", *DAY, "more"], ["CL201", "rectcore evaluate: ", "unknown argument: more"]),
        (["--lang", "en", "check", "x"], ["CL201", "unknown argument: --lang"]),
        (
            ["explain", "R", "--rules", "r", "--known-at", "2023-01-01"],
            ["CL201", "--known-at cannot be used like this"],
        ),
        (["fmt", "x", "--to", "de"], ["CL202", "--to"]),
        (["check", "x", "--frobnicate"], ["CL201", "--frobnicate"]),
        (["check", "a", "\x1b[31m"], ["CL201", "<U+001B>"]),
    ],
)
def test_wrong_arguments(run: Run, argv: list[str], parts: list[str]) -> None:
    refused(run(*argv), *parts)


def test_arguments_are_blamed_in_chinese_where_that_was_asked_for(run: Run) -> None:
    refused(run("evaluate", "l", "--rules", "r", "--as-of", "2023-02-29", "--lang", "zh"), "错误", "不是有效的日期")
    refused(run("evaluate", "--lang", "zh"), "缺少参数：LEDGER、--rules、--as-of")
    refused(run("check", "x", "--lang=zh", "--format", "t"), "无法识别的参数：--format t")


def test_an_unknown_measure(run: Run, pack: Path, ledger: Path) -> None:
    ran = run("evaluate", ledger, "--rules", pack, *DAY, "--fail-on", "warnin")
    refused(ran, "CL202", "did you mean `warning`")


# -- rules --------------------------------------------------------------------------------------------------------


def every_command(path: object, ledger: object) -> list[list[object]]:
    return [
        ["fmt", path],
        ["test", path],
        ["evaluate", ledger, "--rules", path, *DAY],
        ["may", "closure", "T-01", ledger, "--rules", path, *DAY],
        ["explain", "CLOSE", "--rules", path],
    ]


@pytest.mark.parametrize("which", range(5))
def test_rules_that_are_not_there(run: Run, tmp_path: Path, ledger: Path, which: int) -> None:
    refused(run(*every_command(tmp_path / "nowhere", ledger)[which]), "nowhere")


@pytest.mark.parametrize("path", ["a\0b", "", "\udce4.rules"])
def test_paths_that_no_file_can_have(run: Run, ledger: Path, path: str) -> None:
    assert 2 == run("check", path).code
    assert 2 == run("evaluate", ledger, "--rules", path, *DAY).code
    assert 2 == run("evaluate", path, "--rules", "siping-2023", *DAY).code


@pytest.mark.parametrize("which", range(5))
def test_an_empty_folder(run: Run, tmp_path: Path, ledger: Path, which: int) -> None:
    (tmp_path / "empty").mkdir()
    refused(run(*every_command(tmp_path / "empty", ledger)[which]), "empty")


def test_a_folder_with_no_rules(run: Run, tmp_path: Path, ledger: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "x.rules").write_text(RULES, encoding="utf-8")
    (folder / "notes.txt").write_text("x")
    refused(run("evaluate", ledger, "--rules", folder, *DAY), ".rules")
    assert 2 == run("check", folder).code


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_rules_that_are_not_utf8(run: Run, pack: Path, ledger: Path, encoding: str) -> None:
    (pack / "demo.rules").write_bytes(RULES.encode(encoding))
    ran = run("evaluate", ledger, "--rules", pack, *DAY)
    refused(ran)
    assert encoding.replace("-", "") in ran.err.lower().replace("-", "")


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("while:", "whlie:", "while"),
        ("status is open", "statsu is open", "status"),
        ("status is open", "status is opne", "open"),
        ("lead_unit", "lead_unti", "lead_unit"),
        ("-> warning", "-> warnin", "warning"),
        ('"Monthly report"', '"Monthly report', "monthly"),
        ("while:", "适用条件：", "while"),
        ("2023-01-01", "2023-02-29", "2023-02-29"),
        ("Demo", "De\u202emo", "U+202E"),
        ("Demo", "De\u200bmo", "U+200B"),
        ("notice NEAR", "notice CLOSE", "CLOSE"),
        ("\nduty ", "\ndutty ", "duty"),
    ],
)
def test_slips_in_rules(run: Run, pack: Path, ledger: Path, old: str, new: str, part: str) -> None:
    assert old in RULES
    (pack / "demo.rules").write_text(RULES.replace(old, new, 1), encoding="utf-8")
    ran = run("evaluate", ledger, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "" == ran.out
    assert "demo.rules:" in ran.err
    assert part.lower() in ran.err.lower()
    assert "fault of rectcore" not in ran.err


@pytest.mark.parametrize("text", ["(" * 10_000, "not " * 10_000 + "status is open", "status is open and " * 10_000])
def test_rules_nested_too_deep(run: Run, pack: Path, text: str) -> None:
    path = pack / "demo.rules"
    path.write_text(RULES.replace("status is open", text, 1), encoding="utf-8")
    ran = run("check", pack)
    assert 2 == ran.code
    assert "demo.rules:" in ran.err


# -- ledgers ------------------------------------------------------------------------------------------------------


def test_a_ledger_that_is_not_there(run: Run, pack: Path, tmp_path: Path) -> None:
    refused(run("evaluate", tmp_path / "none.json", "--rules", pack, *DAY), "none.json", "LG101")


def test_a_ledger_that_is_a_folder(run: Run, pack: Path) -> None:
    refused(run("may", "closure", "T-01", pack, "--rules", pack, *DAY), "LG102")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"not json", '{"format": "台账"}'.encode("gb18030"), b"\x00" * 40])
def test_a_ledger_of_which_nothing_can_be_read(run: Run, pack: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "l.json"
    path.write_bytes(data)
    refused(run("evaluate", path, "--rules", pack, *DAY), "l.json")


def test_half_a_ledger_is_judged_as_far_as_it_goes(run: Run, pack: Path, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text[: text.index('"e2"')], encoding="utf-8")
    ran = run("evaluate", ledger, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "NOT complete" in ran.out
    assert "What to send today" in ran.out
    assert "ledger.json:" in ran.err


def test_bad_rows_are_refused_one_by_one(run: Run, pack: Path, write: Write) -> None:
    path = write(
        event("bad1", "report", "2023-02-29"),
        event("bad2", "report", "2023-05-01", task="T-99"),
        event("e1", "report", "2023-05-09"),
        tasks=[*ledger_of()["tasks"], {"id": "T-01", "title": "again", "opened": "2023-04-01"}],
    )
    ran = run("evaluate", path, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "What to send today" in ran.out
    for part in ("2023-02-29", "T-99", "e1", "T-01"):
        assert part in ran.err


def test_a_ledger_nested_too_deep(run: Run, pack: Path, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"id": "demo"', '"id": ' + "[" * 10_000 + "]" * 10_000), encoding="utf-8")
    ran = run("evaluate", ledger, "--rules", pack, *DAY)
    assert 2 == ran.code
    assert "fault of rectcore" not in ran.err


def test_two_time_zones(run: Run, pack: Path, write: Write) -> None:
    refused(run("evaluate", write(timezone="Europe/Berlin"), "--rules", pack, *DAY), "CL105")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(run: Run, pack: Path, ledger: Path, day: str) -> None:
    """A day that exists is judged, however far away; a whole report that far from the ledger is refused by name."""
    assert run("may", "closure", "T-01", ledger, "--rules", pack, "--as-of", day).code in (0, 1)
    answer = run("evaluate", ledger, "--rules", pack, "--as-of", day)
    assert (2, True) == (answer.code, "CL106" in answer.err) if day > "2100" else answer.code == 0
