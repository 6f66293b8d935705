"""The keyword table: what must hold of it whatever words it holds."""

from __future__ import annotations

import itertools

import pytest

from rectcore.language import keywords
from rectcore.language.forms import FORMS, HEADERS, LINE_WORDS
from rectcore.language.syntax import grammar

PLACES = (keywords.KEY, keywords.LINE_START, keywords.TYPE, keywords.INSIDE)


@pytest.mark.parametrize(("dialect", "place"), list(itertools.product(keywords.dialects(), PLACES)))
def test_a_phrase_means_one_thing(dialect, place):
    """Per dialect and place, no phrase stands for two keywords."""
    seen = {}
    for row in keywords.table():
        if row.place == place:
            for phrase in row.phrases[dialect]:
                assert row.id == seen.setdefault(phrase, row.id)


@pytest.mark.parametrize("dialect", keywords.dialects())
def test_every_keyword_can_be_written(dialect):
    """No row lacks a phrase in any dialect, and no phrase has a blank at an end."""
    for row in keywords.table():
        assert row.phrases[dialect]
        assert all(p and p == p.strip() for p in row.phrases[dialect])


def test_a_row_is_there_once():
    rows = [(r.id, r.place) for r in keywords.table()]
    assert len(rows) == len(set(rows))
    assert {r.place for r in keywords.table()} == set(PLACES)


def test_both_dialects_are_there():
    assert ("en", "zh") == keywords.dialects()


def test_every_keyword_of_the_grammar_is_in_the_table():
    """The grammar names nothing that cannot be written."""
    known = set(keywords.by_terminal()) | {"NAME", "STRING", "NUMBER", "PERCENT", "DATE", "PERIOD"}
    known |= {"LPAR", "RPAR", "LSQB", "RSQB", "LBRACE", "RBRACE", "COMMA", "COLON", "DOT", "SLASH"}
    used = {s.name for rule in grammar().rules for s in rule.expansion if s.is_term}
    assert used <= known
    assert len(keywords.by_terminal()) == len({r.id for r in keywords.table()})


def test_every_keyword_of_the_forms_is_in_the_table():
    by_place = {place: {r.id for r in keywords.table() if r.place == place} for place in PLACES}
    assert by_place[keywords.LINE_START] >= HEADERS | LINE_WORDS
    for shape in FORMS.values():
        for key in shape.keys:
            assert key.id in by_place[keywords.LINE_START if key.line else keywords.KEY]
            assert set(key.choices) <= by_place[keywords.INSIDE] | by_place[keywords.TYPE]
            assert bool(key.choices) != bool(key.start) or (shape.kind, key.id) in (
                ("duty", "every"),
                ("standing", "every"),
            )


def test_the_longest_phrase_wins():
    assert ("is not", 2) == keywords.match(["is", "not", "x"], 0, "en", keywords.INSIDE)
    assert ("not", 1) == keywords.match(["not", "x"], 0, "en", keywords.INSIDE)
    assert ("rung after", 2) == keywords.match(["rung", "after", "3"], 0, "en", keywords.LINE_START)
    assert keywords.match(["is", "not"], 0, "en", keywords.INSIDE, {"not"}) is None
    assert keywords.match(["x"], 0, "en", keywords.INSIDE) is None


def test_a_key_is_all_that_stands_before_the_colon():
    assert "only if all" == keywords.key(["only", "if", "all"], "en")
    assert keywords.key(["due", "x"], "en") is None
    assert keywords.key(["x"], "zh") is None


def test_all_phrases_of_a_keyword():
    assert {"天数", "日", "日内"} <= set(keywords.every_phrase("days", "zh"))
