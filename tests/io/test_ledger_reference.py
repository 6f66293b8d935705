"""The reference page and the schema of the ledger file hold what the vocabulary holds."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rectcore.check.core import CORE, POSTS
from rectcore.check.types import Kind
from rectcore.io.event_rows import fields_of
from rectcore.io.ledger_file import read_ledger_text
from rectcore.io.write import write_ledger

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
SCHEMA = json.loads((FOLDER / "ledger.schema.json").read_text("utf-8"))
PAGE = (FOLDER / "ledger.md").read_text("utf-8")
EXAMPLE = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema():
    """It is JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_example_of_the_page_is_read_without_a_word():
    """The example is a ledger, valid by the schema, and so is what is written of it."""
    ledger = read_ledger_text(EXAMPLE, "ledger.json", strict=True)
    assert () == ledger.diagnostics
    assert 11 == ledger.given
    VALIDATOR.validate(json.loads(EXAMPLE))
    VALIDATOR.validate(json.loads(write_ledger(ledger)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"rectcore.ledger/1"', '"rectcore.ledger/2"'),
        ('"covers": "2023-04"', '"covers": "April"'),
        ('"verdict": "mostly_true"', '"verdict": "perhaps"'),
        ('"corrects": "e1", ', ""),
        ('"deadline": "2023-10"', '"deadline": {"at": "2023-10"}'),
        ('{"kind": "task", "id": "T-01"}', '{"kind": "petition", "id": "T-01"}'),
        ('"post": "government_head", "person": "p2"', '"post": "boss", "person": "p2"'),
    ],
)
def test_the_schema_refuses_what_the_reader_blames(old: str, new: str):
    """What the schema refuses, the reader refuses or marks."""
    text = EXAMPLE.replace(old, new, 1)
    assert text != EXAMPLE
    assert not VALIDATOR.is_valid(json.loads(text))
    with pytest.raises(Exception, match="LG"):
        read_ledger_text(text, "ledger.json", strict=True)


def conditions() -> dict[str, Any]:
    found = {}
    for condition in SCHEMA["$defs"]["event"]["allOf"]:
        words = condition["if"]["properties"]["kind"]["enum"]
        found[words[0]] = (words, condition["then"]["properties"])
    return found


def words_of(schema: Any) -> list[str]:
    """The closed list in a property."""
    return next((s["enum"] for s in [schema, *schema.get("anyOf", [])] if "enum" in s), [])


@pytest.mark.parametrize("entity", [e for e in CORE.entities if e.event], ids=lambda e: e.id)
def test_every_event_kind_is_in_schema_and_page(entity: Any):
    """Each kind with its fields and the words of its closed lists, in both languages."""
    assert f"`{entity.id}` {entity.name.aliases[0]}" in PAGE
    for key, attribute in fields_of(entity.id).items():
        words, properties = conditions()[entity.id]
        assert list(entity.name.all) == words
        assert f"`{key}` {attribute.name.aliases[0]}" in PAGE
        for value in attribute.type.values:
            assert set(value.all) <= set(words_of(properties[key]))
            assert f"`{value.id}` {value.aliases[0]}" in PAGE


def test_every_field_of_a_card_is_in_schema_and_page():
    """Each field that a card may give, and no derived one."""
    properties = SCHEMA["$defs"]["task"]["properties"]
    given = {a.name.id for a in CORE["Task"].attributes if not a.derived}
    assert given | {"steps", "sites"} == set(properties)
    for name in properties:
        assert f"| `{name}` |" in PAGE
    unit_kind = CORE["Unit"].attribute("kind")
    assert unit_kind is not None
    for value in (*POSTS.values, *unit_kind.type.values):
        assert f"`{value.id}` {value.aliases[0]}" in PAGE


def test_every_type_of_a_core_field_is_one_the_page_explains():
    """No core field takes a kind of value that the page is silent about."""
    explained = {Kind.TEXT, Kind.DATE, Kind.PERIOD, Kind.DECIMAL, Kind.PERCENT, Kind.YES_NO, Kind.ONE_OF, Kind.ENTITY}
    kinds = {a.type.kind for e in CORE.entities if e.event or e.id == "Task" for a in e.attributes}
    assert kinds <= explained


def test_every_code_is_on_the_page():
    """A reader who meets a code finds it."""
    source = Path(__file__).parents[2] / "src" / "rectcore" / "io"
    used = {c for p in source.glob("*messages.py") for c in re.findall(r'"(LG\d{3})"', p.read_text("utf-8"))}
    assert set() == used - set(re.findall(r"LG\d{3}", PAGE))
