"""The interface of libcertcheck_c as programs are linked against it: bindings/c/exports.txt has all that it exports, in the version in
which each function came. Programs that were linked before go on as long as no line is taken out or changed; a new function is a new line."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
LIBRARY = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"]).parent / "lib/libcertcheck_c.so"
HEADER = SOURCE / "bindings/c/include/certcheck/c/certcheck.h"


def output(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


class Interface(unittest.TestCase):
    def test_exported_are_the_functions_listed_and_nothing_else(self):
        symbols = [line.split() for line in output("nm", "-D", "--defined-only", LIBRARY).splitlines()]
        exported = sorted(symbol[-1] for symbol in symbols if symbol[-2] != "A")  # the names of versions are absolute
        self.assertEqual(exported, (SOURCE / "bindings/c/exports.txt").read_text().splitlines())

    def test_the_header_declares_what_is_exported(self):
        text = re.sub(r"/\*.*?\*/", "", HEADER.read_text(), flags=re.S)
        declared = re.findall(r"CERTCHECK_API\s[^;]*?\b(certcheck_\w+)\(", text)
        listed = [line.split("@")[0] for line in (SOURCE / "bindings/c/exports.txt").read_text().splitlines()]
        self.assertEqual(sorted(declared), listed)

    def test_python_calls_what_is_exported(self):
        called = set(re.findall(r'^    "(certcheck_\w+)"', (SOURCE / "python/certcheck/_library.py").read_text(), flags=re.M))
        listed = {line.split("@")[0] for line in (SOURCE / "bindings/c/exports.txt").read_text().splitlines()}
        self.assertEqual(called, listed)

    def test_it_is_known_by_its_soname(self):
        self.assertIn("libcertcheck_c.so.0", re.findall(r"SONAME\s+(\S+)", output("objdump", "-p", LIBRARY)))

    def test_it_shows_no_botan_and_no_c_plus_plus(self):
        needed = re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", LIBRARY))
        self.assertFalse([each for each in needed if "botan" in each or "certcheck" in each], needed)

    def test_constants_and_types_are_what_they_were(self):
        # Structures are opaque; what programs compile in is this.
        program = """
          #include <certcheck/c/certcheck.h>
          _Static_assert(sizeof(certcheck_status) == 4 && (certcheck_status)-1 < 0, "status");
          _Static_assert(CERTCHECK_OK == 0 && CERTCHECK_END == 1 && CERTCHECK_NOT_YET == 2 && CERTCHECK_USAGE == 3, "");
          _Static_assert(CERTCHECK_UNREADABLE == 4 && CERTCHECK_IO == 5 && CERTCHECK_OUT_OF_MEMORY == 6, "");
          _Static_assert(CERTCHECK_INTERNAL == 7 && CERTCHECK_TERMINATED == (size_t)-1, "");
          certcheck_status (*verify)(certcheck_context *, const char *, size_t, certcheck_text **) = certcheck_verify;
          certcheck_status (*lint)(certcheck_context *, const void *, size_t, const char *, size_t, certcheck_text **) = certcheck_lint;
          certcheck_status (*check)(certcheck_context *, const char *, size_t, certcheck_text **) = certcheck_check;
          certcheck_status (*scan)(certcheck_context *, const char *, size_t, certcheck_scan **, certcheck_text **) = certcheck_scan_new;
          certcheck_status (*next)(certcheck_scan *, int32_t, certcheck_text **) = certcheck_scan_next;
          const char *(*data)(const certcheck_text *) = certcheck_text_data;
          size_t (*size)(const certcheck_text *) = certcheck_text_size;
        """
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "types.c")
            file.write_text(program)
            output("gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-I", HEADER.parents[2], file)


if __name__ == "__main__":
    unittest.main()
