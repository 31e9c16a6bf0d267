"""Why there is no answer."""

from __future__ import annotations


class CertcheckError(Exception):
    """The message says what was wrong and where."""


class UsageError(CertcheckError, ValueError):
    """An argument is wrong; the message names it."""


class UnreadableError(CertcheckError, ValueError):
    """The input is nothing that can be read."""


class InputError(CertcheckError, OSError):
    """A file could not be read, or what was to be fetched could not be connected to."""


class InternalError(CertcheckError, RuntimeError):
    """A fault of the library."""
