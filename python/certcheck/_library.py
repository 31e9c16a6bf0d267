"""The C library, as certcheck/c/certcheck.h declares it: handles with owners, strings as bytes."""

from __future__ import annotations

import ctypes
import os
import pathlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_void_p

from ._errors import CertcheckError, InputError, InternalError, UnreadableError, UsageError

OK, END, NOT_YET = 0, 1, 2
_OUT_OF_MEMORY = 6
_ERRORS: dict[int, type[CertcheckError]] = {3: UsageError, 4: UnreadableError, 5: InputError}

_FUNCTIONS: dict[str, tuple[object, tuple[object, ...]]] = {
    "certcheck_version": (c_char_p, ()),
    "certcheck_status_name": (c_char_p, (c_int32,)),
    "certcheck_context_new": (c_int32, (POINTER(c_void_p),)),
    "certcheck_context_free": (None, (c_void_p,)),
    "certcheck_text_data": (c_void_p, (c_void_p,)),
    "certcheck_text_size": (c_size_t, (c_void_p,)),
    "certcheck_text_free": (None, (c_void_p,)),
    "certcheck_verify": (c_int32, (c_void_p, c_char_p, c_size_t, POINTER(c_void_p))),
    "certcheck_lint": (c_int32, (c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_void_p))),
    "certcheck_check": (c_int32, (c_void_p, c_char_p, c_size_t, POINTER(c_void_p))),
    "certcheck_scan_new": (c_int32, (c_void_p, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p))),
    "certcheck_scan_next": (c_int32, (c_void_p, c_int32, POINTER(c_void_p))),
    "certcheck_scan_stop": (None, (c_void_p,)),
    "certcheck_scan_free": (None, (c_void_p,)),
}


def _load() -> ctypes.CDLL:
    """The library named by CERTCHECK_LIBRARY, or the wheel's own, or the system's."""
    beside = pathlib.Path(__file__).with_name("libcertcheck_c.so")
    named = os.environ.get("CERTCHECK_LIBRARY") or (str(beside) if beside.exists() else "libcertcheck_c.so.0")
    library = ctypes.CDLL(named)
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


_library = _load()


def library_version() -> str:
    """The version of the library that is in use."""
    return bytes(_library.certcheck_version()).decode()


def _take(text: c_void_p) -> str:
    """What a text of the library says; it is freed."""
    try:
        size = int(_library.certcheck_text_size(text))
        return ctypes.string_at(_library.certcheck_text_data(text), size).decode()
    finally:
        _library.certcheck_text_free(text)


def _answer(status: int, text: c_void_p) -> str:
    said = _take(text)
    if status == OK:
        return said
    if status == _OUT_OF_MEMORY:
        raise MemoryError
    raise _ERRORS.get(status, InternalError)(said or bytes(_library.certcheck_status_name(status)).decode())


class _Handle:
    """Something of the library that is freed once nobody uses it any more, be it closed before."""

    def __init__(self, handle: c_void_p, free: str) -> None:
        self._handle, self._free = handle, free
        self._lock = threading.Lock()
        self._users, self._closed = 0, False

    @contextmanager
    def _in_use(self) -> Iterator[c_void_p]:
        with self._lock:
            if self._closed:
                raise UsageError("it is closed")
            self._users += 1
        try:
            yield self._handle
        finally:
            with self._lock:
                self._users -= 1
                last = self._closed and self._users == 0
            if last:
                self._release()

    def _release(self) -> None:
        getattr(_library, self._free)(self._handle)

    def close(self) -> None:
        with self._lock:
            first, self._closed = not self._closed, True
            unused = self._users == 0
        if first and unused:
            self._release()

    def __del__(self) -> None:
        if hasattr(self, "_closed"):
            self.close()


class Context(_Handle):
    """certcheck_context: may be used by several threads at once."""

    def __init__(self) -> None:
        handle = c_void_p()
        if (status := _library.certcheck_context_new(byref(handle))) != OK:
            _answer(status, c_void_p())
        super().__init__(handle, "certcheck_context_free")

    def verify(self, request: bytes) -> str:
        text = c_void_p()
        with self._in_use() as handle:
            status = _library.certcheck_verify(handle, request, len(request), byref(text))
        return _answer(status, text)

    def lint(self, data: bytes, options: bytes) -> str:
        text = c_void_p()
        with self._in_use() as handle:
            status = _library.certcheck_lint(handle, data, len(data), options, len(options), byref(text))
        return _answer(status, text)

    def check(self, request: bytes) -> str:
        text = c_void_p()
        with self._in_use() as handle:
            status = _library.certcheck_check(handle, request, len(request), byref(text))
        return _answer(status, text)

    def scan(self, request: bytes) -> Scan:
        text, scan = c_void_p(), c_void_p()
        with self._in_use() as handle:
            status = _library.certcheck_scan_new(handle, request, len(request), byref(scan), byref(text))
        _answer(status, text)
        return Scan(scan, "certcheck_scan_free")


class Scan(_Handle):
    """certcheck_scan."""

    def next(self, milliseconds: int) -> str | None:
        """The next report; "" if none is ready in time, None after the last."""
        text = c_void_p()
        with self._in_use() as handle:
            status = _library.certcheck_scan_next(handle, milliseconds, byref(text))
        if status == END:
            return None
        return "" if status == NOT_YET else _answer(status, text)

    def stop(self) -> None:
        with self._in_use() as handle:
            _library.certcheck_scan_stop(handle)
