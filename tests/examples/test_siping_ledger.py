"""The example ledger is what its generator writes, and holds what its README promises."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "siping"
FIRST, LAST = "2022-09-07", "2024-05-31"
UNIT_FIELDS = ("territory", "lead_unit", "accepting_unit", "supervising_unit")
EVENT_DAYS = ("on", "recorded", "asked", "until")

Row = dict[str, Any]


@pytest.fixture(scope="module")
def ledger() -> Row:
    return json.loads((FOLDER / "ledger.json").read_text(encoding="utf-8"))


def closed(events: list[Row], day: str, known: str) -> set[str]:
    """The items closed on a day: the last of closure and reopening counts, of one day that recorded last."""
    last: dict[str, Row] = {}
    for event in sorted(events, key=lambda e: (e["on"], e["recorded"], e["kind"] == "reopening")):
        if event["kind"] in ("closure", "reopening") and event["on"] <= day and event["recorded"] <= known:
            last[event["subject"]["id"]] = event
    return {item for item, event in last.items() if event["kind"] == "closure"}


def test_generating_again_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "ledger.json"
    subprocess.run([sys.executable, str(FOLDER / "generate.py"), str(again)], check=True)
    assert again.read_bytes() == (FOLDER / "ledger.json").read_bytes()


def test_one_row_on_each_line(ledger: Row) -> None:
    lines = (FOLDER / "ledger.json").read_bytes().decode("utf-8").split("\n")
    rows = sum(len(ledger[table]) for table in ("units", "persons", "tasks", "events"))
    assert sum(line.startswith('    {"id": ') for line in lines) == rows
    assert not any("\r" in line for line in lines)


def test_thirty_tasks_and_a_hundred_and_sixty_petitions(ledger: Row) -> None:
    assert Counter(t["kind"] for t in ledger["tasks"]) == {"task": 30, "petition": 160}
    ids = [t["id"] for t in ledger["tasks"]]
    assert ids == [f"T-{n:02d}" for n in range(1, 31)] + [f"P-{n:03d}" for n in range(1, 161)]


@pytest.mark.parametrize(
    ("day", "tasks", "petitions"), [("2023-09-30", 6, 96), ("2024-05-24", 25, 154), ("2024-05-31", 25, 154)]
)
def test_closed(ledger: Row, day: str, tasks: int, petitions: int) -> None:
    found = closed(ledger["events"], day, day)
    assert Counter(item[0] for item in found) == {"T": tasks, "P": petitions}
    assert found == closed(ledger["events"], day, LAST)


def test_exactly_two_cards_are_incomplete(ledger: Row) -> None:
    needed = ("title", "problem", "goal", "lead_unit", "responsible_units", "deadline", "territory", "accepting_unit")
    gaps = {(t["id"], name) for t in ledger["tasks"] for name in needed if not t.get(name)}
    assert gaps == {("T-17", "goal"), ("T-26", "responsible_units")}


def test_ids_are_unique(ledger: Row) -> None:
    for table in ("units", "persons", "tasks", "events"):
        ids = [row["id"] for row in ledger[table]]
        assert len(ids) == len(set(ids)), table


def test_references_resolve(ledger: Row) -> None:
    units, persons, tasks, events = (
        {row["id"] for row in ledger[table]} for table in ("units", "persons", "tasks", "events")
    )
    subjects = {"task": tasks, "unit": units, "plan": {ledger["plan"]["id"]}}
    assert ledger["plan"]["unit"] in units
    for unit in ledger["units"]:
        assert unit.get("parent", "siping") in units
        assert {post["person"] for post in unit["posts"]} <= persons
    for task in ledger["tasks"]:
        named = {task[name] for name in UNIT_FIELDS if name in task}
        named |= {*task.get("responsible_units", ()), *task.get("supporting_units", ())}
        named |= {step["unit"] for step in task.get("steps", ()) if "unit" in step}
        named |= {task["sector_unit"]} - {"none"} if "sector_unit" in task else set()
        assert named <= units, task["id"]
        if "responsible_units" in task:
            assert task["responsible_units"][0] == task["lead_unit"]
    for event in ledger["events"]:
        assert event["subject"]["id"] in subjects[event["subject"]["kind"]], event["id"]
        assert event["unit"] in units, event["id"]
        assert event.get("accepting_unit", "siping") in units
        assert event["person"] in persons, event["id"]
        target = event.get("corrects") or event.get("withdraws")
        assert target is None or target in events
        if event["kind"] == "reply":
            assert event["answers"] in events


def test_days(ledger: Row) -> None:
    for event in ledger["events"]:
        for name in EVENT_DAYS:
            if name in event:
                date.fromisoformat(event[name])
        assert FIRST <= event["on"] <= event["recorded"] <= LAST, event["id"]
    for task in ledger["tasks"]:
        assert FIRST <= task["opened"] <= LAST


def test_one_event_lies_before_its_task_was_opened(ledger: Row) -> None:
    opened = {t["id"]: t["opened"] for t in ledger["tasks"]}
    before = [e["id"] for e in ledger["events"] if e["on"] < opened.get(e["subject"]["id"], FIRST)]
    assert before == ["T-19-evidence-before-opening"]


def test_closures_in_breach_are_the_six_of_the_readme(ledger: Row) -> None:
    units = {u["id"]: u for u in ledger["units"]}
    tasks = {t["id"]: t for t in ledger["tasks"]}

    def holds(person: str, post: str, place: str, day: str) -> bool:
        return any(
            p["person"] == person and p["post"] == post and p["from"] <= day <= p.get("to", LAST)
            for p in units[place]["posts"]
        )

    wrong: dict[str, str] = {}
    for closure in (e for e in ledger["events"] if e["kind"] == "closure"):
        item = closure["subject"]["id"]
        place = tasks[item]["territory"]
        known = [
            e
            for e in ledger["events"]
            if e["subject"]["id"] == item and e["on"] <= closure["on"] and e["recorded"] <= closure["recorded"]
        ]
        since = max((e["on"] for e in known if e["kind"] == "reopening"), default="")
        known = [e for e in known if e["on"] >= since]
        accepted = [e["on"] for e in known if e["kind"] == "acceptance" and e["result"] == "passed"]
        signed = [e for e in known if e["kind"] == "signature"]
        rightly = {e["post"] for e in signed if holds(e["person"], e["post"], place, e["on"])}
        if len(signed) < 2:
            wrong[item] = "one signature"
        elif len({e["person"] for e in signed}) < 2:
            wrong[item] = "same person"
        elif rightly != {"party_secretary", "government_head"}:
            wrong[item] = "former holder"
        elif not accepted:
            wrong[item] = "no acceptance"
        elif min(e["on"] for e in signed) < accepted[-1]:
            wrong[item] = "signed too early"
    assert wrong == {
        "T-03": "former holder",
        "T-12": "no acceptance",
        "T-18": "signed too early",
        "T-22": "one signature",
        "T-24": "same person",
        "T-26": "one signature",
    }


def test_the_counts_of_the_plan_are_on_its_card(ledger: Row) -> None:
    assert (ledger["plan"]["tasks_expected"], ledger["plan"]["petitions_expected"]) == (30, 160)


def test_what_is_missing_before_closures_is_what_the_readme_says(ledger: Row) -> None:
    by_item: dict[str, list[Row]] = {}
    for event in ledger["events"]:
        by_item.setdefault(event["subject"]["id"], []).append(event)
    wrong: set[tuple[str, str]] = set()
    for task in ledger["tasks"]:
        events = by_item[task["id"]]
        wrong |= {(task["id"], "filed")} if sum(e["kind"] == "registration" for e in events) != 1 else set()
        wanted = ("root_cause", "mechanism") if task["kind"] == "task" else ("public_response", "judgement")
        for closure in (e for e in events if e["kind"] == "closure"):
            day = closure["on"]
            since = max((e["on"] for e in events if e["kind"] == "reopening" and e["on"] <= day), default="")
            seen = [e for e in events if since <= e["on"] <= day and e["recorded"] <= closure["recorded"]]
            wrong |= {(task["id"], kind) for kind in wanted if not any(e["kind"] == kind for e in seen)}
            wrong |= {(task["id"], e["term"]) for e in seen if e["kind"] == "judgement" and not e["value"]}
    assert {name for item, name in wrong if item.startswith("P")} == {"public_response", "concern_met"}
    assert len([item for item, _ in wrong if item.startswith("P")]) == 6
    assert {pair for pair in wrong if pair[0].startswith("T")} == {
        ("T-04", "root_cause"),
        ("T-19", "evaluable"),
        ("T-25", "mechanism"),
    }


def test_units_without_a_plan_of_their_own(ledger: Row) -> None:
    due = {u["id"] for u in ledger["units"] if u["plan_due"]}
    first: dict[str, str] = {}
    for event in sorted(ledger["events"], key=lambda e: e["recorded"]):
        if event["kind"] == "local_plan":
            first.setdefault(event["subject"]["id"], event["recorded"])
    assert {unit: first.get(unit) for unit in due if first.get(unit, "9999") > "2023-06-30"} == {
        "liaohe": None,
        "market": "2023-11-08",
        "health": "2023-07-12",
    }


def test_the_irregular_papers_are_those_of_the_readme(ledger: Row) -> None:
    numbers: dict[str, list[str]] = {}
    for event in ledger["events"]:
        if event["kind"] == "evidence" and event["number"] != "none":
            numbers.setdefault(event["number"], []).append(event["subject"]["id"])
    assert [items for items in numbers.values() if len(items) > 1] == [["T-13", "T-13"]]
    answers = [e for e in ledger["events"] if e["kind"] == "public_response"]
    assert sum(e["satisfied"] and e["contact"] == "none" for e in answers) == 3
    changes = {e["subject"]["id"] for e in ledger["events"] if e["kind"] == "amendment"}
    approved = {e["subject"]["id"] for e in ledger["events"] if e["kind"] == "amendment_approval"}
    assert (changes, approved) == ({"T-15", "T-18"}, {"T-15"})


def test_money_is_short_for_two_tasks(ledger: Row) -> None:
    short = {t["id"] for t in ledger["tasks"] if t["funds_needed"] != t["funds_secured"]}
    assert short == {"T-23", "T-30"}
    with_budget = {e["subject"]["id"] for e in ledger["events"] if e["kind"] == "budget"}
    assert {u["id"] for u in ledger["units"] if u["budget_due"]} - with_budget == {"liaohe"}


def test_checks_are_of_whom_the_seeds_draw_by_whom_they_draw(ledger: Row) -> None:
    listed = [u["id"] for u in ledger["units"] if u.get("on_check_list")]
    fit = [p["id"] for p in ledger["persons"] if p["on_inspector_list"]]
    assert (len(listed), len(fit)) == (14, 4)

    def by_lot(names: list[str], draw: Row, sample: str) -> list[str]:
        return sorted(names, key=lambda n: sha256(f"{draw['seed']}|{sample}|{draw['covers']}|{n}".encode()).hexdigest())

    wanted: set[tuple[str, str, str]] = set()
    for draw in (e for e in ledger["events"] if e["kind"] == "draw"):
        assert draw["sample"] == "random_draw"
        drawn = by_lot(listed, draw, "random_draw")[:3]  # 15 % of 14 is 2.1
        inspectors = by_lot(fit, draw, "random_draw|inspectors")
        wanted |= {(draw["covers"], unit, inspectors[n]) for n, unit in enumerate(drawn)}
    checks = [e for e in ledger["events"] if e["kind"] == "random_check"]
    quarters = {e["id"]: f"{e['on'][:4]}-Q{(int(e['on'][5:7]) + 2) // 3}" for e in checks}
    made = {(quarters[e["id"]], e["subject"]["id"], e["person"]) for e in checks if e["inspectors_drawn"]}
    assert made <= wanted
    assert {(quarter, unit) for quarter, unit, _ in wanted - made if quarter < "2024-Q2"} == {
        ("2023-Q3", "lishu-ent-1")
    }
    (spared,) = [e for e in checks if not e["inspectors_drawn"]]
    assert spared["subject"]["id"] == "tiexi-ent-1"
    assert not [unit for quarter, unit, _ in wanted if (quarter, unit) == (quarters[spared["id"]], "tiexi-ent-1")]
