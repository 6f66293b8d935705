"""Who may sign: the posts in force where a task lies, on the day of the signature."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from rectcore.model.facts import Unknown, Why
from rectcore.model.ledger import Ledger


@frozen
class SignOff:
    """A signature held against the posts on record: `valid` is unknown where nobody is on record."""

    person: str
    post: str
    unit: str
    on: date
    valid: bool | Unknown


def holds_post(ledger: Ledger, unit: str, post: str, person: str, day: date) -> bool | Unknown:
    """Whether `person` held `post` in `unit` on `day`.

    Never climbs to a higher unit (section 20, 34). Another holder on record: false. No such unit, or no holder on
    record that day: unknown. Persons are compared by id; the post an event claims is not evidence.
    """
    where = ledger.unit(unit)
    holders = where.holders(post, day) if where else frozenset()
    if not holders:
        return Unknown.because(Why.NO_HOLDER, post, unit)
    return person in holders


def sign_off(ledger: Ledger, unit: str, post: str, person: str, day: date) -> SignOff:
    """A signature as `post` of `unit`, held against who held that post on the day."""
    return SignOff(person, post, unit, day, holds_post(ledger, unit, post, person, day))
