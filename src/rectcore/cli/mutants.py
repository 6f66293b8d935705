"""`rectcore test --mutate`: small changes of the rules that no scenario notices.

Survivors that somebody has looked at stand in `survivors.toml` beside the rules, each with its reason.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from rectcore.cli import messages
from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, document, result
from rectcore.cli.progress import progress
from rectcore.diagnostics import Diagnostic, Text, harmless
from rectcore.source import shipped_rules

if TYPE_CHECKING:
    from rectcore.analysis.mutate import Mutant
    from rectcore.policy import Policy

LIST: Final = "survivors.toml"
FORMAT: Final = "rectcore.mutants/1"


@frozen
class Survivors:
    """What came of it: how many mutants, those that survived with the reason where one is listed, entries in vain."""

    number: int
    alive: tuple[tuple[Mutant, Text | None], ...]
    idle: tuple[str, ...]


def mutants(policy: Policy, path: str, language: str, *, as_json: bool) -> Outcome:
    """The survivors; 1 if one is not listed, 2 if the list cannot be read."""
    listed, wrong = _listed(path)
    if wrong is not None:
        return Outcome(Exit.BROKEN, (complaints([wrong], language),))
    with progress() as told:
        alive, number = policy.survivors(lambda done: told(done, 0))
    pairs = tuple((m, listed.get(m.id)) for m in alive)
    found = Survivors(number, pairs, tuple(sorted(set(listed) - {m.id for m in alive})))
    code = Exit.FOUND if any(why is None for _, why in found.alive) or found.idle else Exit.FINE
    return Outcome(code, (_json(found) if as_json else result("\n".join(_lines(found, language))),))


def _listed(path: str) -> tuple[dict[str, Text], Diagnostic | None]:
    at = Path(path)
    if not at.exists() and len(at.parts) == 1 and (shipped_rules() / at).is_dir():
        at = shipped_rules() / at
    file = (at if at.is_dir() else at.parent) / LIST
    if not file.exists():
        return {}, None
    try:
        rows: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
        return {row["id"]: Text(row.get("en", ""), row.get("zh", "")) for row in rows}, None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, messages.no_list(str(file))


def _lines(found: Survivors, language: str) -> list[str]:
    zh = language == "zh"
    lines = []
    for mutant, why in found.alive:
        if why is None:
            mark = "幸存" if zh else "SURVIVED"
            lines.append(harmless(f"{mark}  {mutant.id}  {_where(mutant)}  {mutant.what.in_(language)}"))
    for id_ in found.idle:
        lines.append(harmless(f"清单中的 {id_} 并未幸存" if zh else f"listed, and it does not survive: {id_}"))
    listed = sum(why is not None for _, why in found.alive)
    alive = len(found.alive)
    noticed = found.number - alive
    if zh:
        count = f"{found.number} 个变体，情景发现 {noticed} 个，幸存 {alive} 个，其中 {listed} 个已列明原因"
    else:
        count = f"{found.number} mutants, {noticed} noticed, {alive} survived, {listed} of them listed"
    return [*lines, count]


def _where(mutant: Mutant) -> str:
    if mutant.span is None:
        return "?"
    return f"{mutant.span.source.name}:{mutant.span.source.position(mutant.span.start)[0]}"


def _json(found: Survivors) -> Printed:
    survived = [
        {
            "id": m.id,
            "where": _where(m),
            "what": {"en": m.what.en, "zh": m.what.zh},
            "listed": None if why is None else {"en": why.en, "zh": why.zh},
        }
        for m, why in found.alive
    ]
    totals = {"all": found.number, "noticed": found.number - len(found.alive), "survived": len(found.alive)}
    return document({"format": FORMAT, "totals": totals, "survivors": survived, "idle": list(found.idle)})
