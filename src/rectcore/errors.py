"""The exceptions a caller may meet; what is wrong in rules or data travels inside them as diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rectcore.diagnostics import Diagnostic


class RectcoreError(Exception):
    """The base of everything `rectcore` raises on purpose."""


class InputError(RectcoreError):
    """Text, data or a call from outside that cannot be used; `diagnostics` says where, why and what to do."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(d.line() for d in diagnostics))
        self.diagnostics = diagnostics


class LoadError(InputError):
    """Rules that do not load."""


class LedgerError(InputError):
    """A ledger of which nothing can be read, or that a caller wanted whole and is not."""


class CallError(InputError):
    """A call with arguments that make no sense together: an unknown task, an act that is no event kind."""


class StateError(InputError):
    """The saved state of a monitor that cannot be used: cut, changed, no state at all, or of other rules."""
