"""`rectcore test`: the scenarios of rules, and for one that failed what was expected and what was found."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rectcore.cli.mutants import mutants
from rectcore.cli.outcome import Exit, Outcome, Printed, document, result
from rectcore.cli.rules import language_of, load_rules, number_of
from rectcore.diagnostics import harmless
from rectcore.explain.names import Names, state_word

if TYPE_CHECKING:
    from rectcore.check.rulebook import Expectation
    from rectcore.engine.reference.scenarios import Outcome as Met
    from rectcore.engine.reference.scenarios import ScenarioResult
    from rectcore.source import Span

FORMAT = "rectcore.test/1"


def command(args: argparse.Namespace) -> Outcome:
    """Passed and failed scenarios; 1 if one failed."""
    policy = load_rules(args.path)
    results = policy.test()
    code = Exit.FINE if all(r.passed for r in results) else Exit.FOUND
    if args.mutate and code is Exit.FINE:
        return mutants(policy, args.path, args.lang or language_of(policy), as_json=args.format == "json")
    if args.format == "json":
        return Outcome(code, (_json(results),))
    language = args.lang or language_of(policy)
    names = Names(None, policy.rulebook, language)
    lines = [line for r in results for line in _lines(r, names)]
    return Outcome(code, (result("\n".join([*lines, _summary(results, language)])),))


def _lines(found: ScenarioResult, names: Names) -> Iterable[str]:
    zh = names.language == "zh"
    mark = ("通过" if found.passed else "未通过") if zh else ("pass" if found.passed else "FAIL")
    yield f"{mark}  {harmless(found.scenario.title.in_(names.language))}"
    for one in found.outcomes:
        if not one.met:
            yield f"  {harmless(_where(one.expectation.span))}: " + _sentence(one, names)


def _sentence(one: Met, names: Names) -> str:
    expected = _written(one.expectation)
    found = " / ".join(_word(part, names) for part in one.found.split(" / "))
    if one.expectation.labels is not None or one.found_labels:
        found += f" [{('、' if names.language == 'zh' else ', ').join(one.found_labels)}]"
    return f"写的是 {expected}，得到 {found}" if names.language == "zh" else f"{expected}; found {found}"


def _written(expectation: Expectation) -> str:
    """The expectation as the file has it, else from its parts."""
    if expectation.span is not None and expectation.span.text.strip():
        return harmless(" ".join(expectation.span.text.split()))
    negation = "not " if expectation.negated else ""
    return harmless(f"{expectation.rule or 'next change'}({expectation.subject}) is {negation}{expectation.result}")


def _word(found: str, names: Names) -> str:
    measure = names.measure(found)
    return harmless(measure if measure != found else state_word(found, names.language))


def _where(span: Span | None) -> str:
    if span is None:
        return "?"
    return f"{span.source.name}:{span.source.position(span.start)[0]}"


def _summary(results: Iterable[ScenarioResult], language: str) -> str:
    passed = [r.passed for r in results]
    failed = len(passed) - sum(passed)
    if language == "zh":
        return f"{len(passed)} 个情景，通过 {sum(passed)} 个，未通过 {failed} 个"
    return f"{number_of(len(passed), 'scenario')}, {sum(passed)} passed, {failed} failed"


def _json(results: Iterable[ScenarioResult]) -> Printed:
    scenarios: list[dict[str, Any]] = [
        {
            "title": {"en": r.scenario.title.en, "zh": r.scenario.title.zh},
            "passed": r.passed,
            "expectations": [
                {
                    "where": _where(o.expectation.span),
                    "expected": _written(o.expectation),
                    "met": o.met,
                    "found": o.found,
                    "found_labels": list(o.found_labels),
                }
                for o in r.outcomes
            ],
        }
        for r in results
    ]
    failed = sum(not s["passed"] for s in scenarios)
    totals = {"all": len(scenarios), "passed": len(scenarios) - failed, "failed": failed}
    return document({"format": FORMAT, "totals": totals, "scenarios": scenarios})
