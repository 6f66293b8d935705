"""Units in a tree, the persons who work in them, and the posts these hold from a day to a day."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from rectcore.model.facts import Fields


@frozen
class Person:
    """Somebody who signs, decides or is responsible. Persons are compared by `id`, never by `name`."""

    id: str
    name: str | None = None
    fields: Fields = field(factory=dict, converter=dict, hash=False)


@frozen
class Tenure:
    """A post held by a person, both days included.

    `since` None: from before anything the ledger speaks of. `until` None: still held.
    A body is a post too, held by those who act for it.
    """

    post: str
    person: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the post was held on that day; a tenure includes its last day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@frozen
class Unit:
    """A place, a department, an enterprise: what answers for a task, or stands above one that does."""

    id: str
    title: str | None = None
    parent: str | None = None
    kind: str | None = None
    posts: tuple[Tenure, ...] = field(default=(), converter=tuple[Tenure, ...])
    fields: Fields = field(factory=dict, converter=dict, hash=False)

    def holders(self, post: str, day: date) -> frozenset[str]:
        """The persons who held `post` here on `day`; empty where none is on record."""
        return frozenset(t.person for t in self.posts if t.post == post and t.covers(day))
