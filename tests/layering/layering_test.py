"""The project keeps its layers, and the checker of the layers finds what breaks them."""

import os
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import layers  # noqa: E402

ROOT = pathlib.Path(os.environ.get("CERTCHECK_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))

# (file, line of code, rule that must complain)
PLANTED = [
    ("lib/certcheck/base/x.cpp", '#include "certcheck/der/reader.h"', "arrow"),
    ("lib/certcheck/der/x.h", '#  include  "certcheck/x509/name.h"', "arrow"),
    ("lib/certcheck/lint/rfc/x.cpp", '#include "certcheck/path/path.h"', "arrow"),
    ("lib/certcheck/lint/rfc/x.cpp", '#include "certcheck/trust/checks.h"', "arrow"),
    ("lib/certcheck/path/x.cpp", '#include "certcheck/revocation/revocation.h"', "arrow"),
    ("lib/certcheck/net/x.cpp", '#include "certcheck/engine/engine.h"', "arrow"),
    ("lib/certcheck/tls/x.cpp", '#include "certcheck/x509/name.h"', "arrow"),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/net/connect.h"', "arrow"),
    ("lib/certcheck/base/x.cpp", '#include "certcheck/unknown/x.h"', "arrow"),
    ("lib/certcheck/unknown/x.cpp", "int x;", "arrow"),
    ("lib/certcheck/x509/x.cpp", '#include "name.h"', "include"),
    ("lib/certcheck/x509/x.cpp", '#include "../der/reader.h"', "include"),
    ("lib/certcheck/x509/x.cpp", "#include <botan/x509cert.h>", "third party"),
    ("lib/certcheck/lint/x.cpp", "#include <nlohmann/json.hpp>", "third party"),
    ("lib/certcheck/engine/x.cpp", "#include <boost/asio.hpp>", "third party"),
    ("tools/certcheck/x.cpp", "#include <botan/tls_client.h>", "third party"),
    ("lib/certcheck/crypto/x.h", "#include <botan/pubkey.h>", "public header"),
    ("lib/certcheck/net/x.h", "#include <boost/asio.hpp>", "public header"),
    ("lib/certcheck/report/x.h", "#include <nlohmann/json_fwd.hpp>", "public header"),
    ("lib/certcheck/net/x.h", '#include "certcheck/net/detail/stream.h"', "private header"),
    ("lib/certcheck/engine/x.cpp", '#include "certcheck/lint/detail/x.h"', "private header"),
    ("lib/certcheck/engine/x.cpp", '#include "certcheck/lint/support/x.h"', "private header"),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/lint/rfc5280/themes.h"', "private header"),
    ("lib/certcheck/lint/x.h", '#include "certcheck/lint/support/x.h"', "private header"),
    ("tools/certlint/x.cpp", '#include "certcheck/files/detail/x.h"', "private header"),
    ("lib/certcheck/lint/x.cpp", "auto t = std::chrono::system_clock::now();", "clock"),
    ("lib/certcheck/files/x.cpp", "auto t = std::time(nullptr);", "clock"),
    ("lib/certcheck/trust/x.cpp", 'auto v = getenv("HOME");', "environment"),
    ("lib/certcheck/trust/x.cpp", "std::ifstream in(path);", "file"),
    ("lib/certcheck/trust/x.cpp", 'FILE* f = fopen(name, "r");', "file"),
    ("lib/certcheck/trust/x.cpp", "#include <filesystem>", "file"),
    ("lib/certcheck/revocation/x.cpp", "int s = ::socket(1, 2, 3);", "socket"),
    ("lib/certcheck/files/x.cpp", "getaddrinfo(host, port, &hints, &list);", "socket"),
    ("lib/certcheck/net/x.cpp", 'std::cout << "x";', "print"),
    ("lib/certcheck/net/x.cpp", 'std::printf("x");', "print"),
    ("lib/certcheck/net/x.cpp", 'fprintf(stderr, "x");', "print"),
    ("lib/certcheck/report/x.cpp", 'fmt::print("x");', "print"),
    ("lib/certcheck/path/x.cpp", "if (x) std::abort();", "exit"),
    ("lib/certcheck/path/x.cpp", "exit(1);", "exit"),
    ("lib/certcheck/path/x.cpp", "assert(x);", "exit"),
    ("lib/certcheck/crypto/x.cpp", "} catch (...) {", "catch-all"),
    ("lib/certcheck/net/x.cpp", 'popen("ls", "r");', "process"),
    ("lib/certcheck/engine/x.cpp", '#include "certcheck/files/files.h"', "arrow"),
    ("lib/certcheck/engine/x.cpp", '#include "certcheck/request/request.h"', "arrow"),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/request/request.h"', "arrow"),
    ("lib/certcheck/store/x.cpp", '#include "certcheck/scan/scan.h"', "arrow"),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/store/store.h"', "arrow"),
    ("lib/certcheck/store/x.h", "#include <sqlite3.h>", "public header"),
    ("tools/certcheck/x.cpp", "#include <libpq-fe.h>", "third party"),
    ("lib/certcheck/request/x.h", "#include <nlohmann/json.hpp>", "public header"),
    ("lib/certcheck/request/x.cpp", '#include "certcheck/policy/policy.h"', "arrow"),
    ("lib/certcheck/report/x.cpp", "#include <toml++/toml.h>", "third party"),
    ("tools/certverify/x.cpp", '#include "certlint/input.h"', "other tool"),
    ("tools/certlint/x.cpp", '#include "certcheck/targets.h"', "other tool"),
    ("bindings/c/x.cpp", '#include "certlint/input.h"', "other tool"),
    ("tools/common/x.cpp", '#include "certserve/pki/key.h"', "other tool"),
]

ALLOWED = [
    ("lib/certcheck/path/x.cpp", '#include "certcheck/base/finding.h"'),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/der/reader.h"\n#include <nlohmann/json.hpp>'),
    ("lib/certcheck/crypto/x.cpp", "#include <botan/pubkey.h>"),
    ("lib/certcheck/botan/x.h", '#include "certcheck/engine/engine.h"\n#include <botan/tls_callbacks.h>'),
    ("lib/certcheck/net/detail/x.h", "#include <boost/asio.hpp>"),
    ("lib/certcheck/net/x.cpp", '#include "certcheck/net/detail/x.h"\nauto t = std::chrono::steady_clock::now();'),
    ("lib/certcheck/lint/rfc5280/x.cpp", '#include "certcheck/lint/support/x.h"'),
    ("lib/certcheck/report/x.cpp", '#include "certcheck/lint/zlint/x.h"'),
    ("lib/certcheck/lint/rfc5280/x.cpp", '#include "certcheck/path/checks.h"'),
    ("tests/unit/files/x.cpp", '#include "certcheck/files/detail/x.h"'),
    ("lib/certcheck/files/x.cpp", "std::ifstream in(path);"),
    ("lib/certcheck/base/x.cpp", "std::snprintf(b, sizeof b, f); // std::cout, exit(1)"),
    ("lib/certcheck/base/x.cpp", 'auto hint = "call exit(1), abort() or getenv";'),
    ("lib/certcheck/base/x.cpp", 'auto text = R"(std::cout << "x"; exit(1);)";'),
    ("lib/certcheck/base/x.cpp", "/* #include <botan/x.h>\n #include <filesystem> */ static_assert(true);"),
    ("lib/certcheck/base/x.cpp", "const size_t n = 1'000'000; Time valid_time(0); x.time(0); on_exit(1); f(abort_code);"),
    ("lib/certcheck/base/x.cpp", "const char quote = '\"'; int f(); // \" std::cout"),
    ("tools/certserve/x.cpp", '#include "certserve/pki/key.h"\n#include <botan/tls_server.h>\nint main() { std::cout << 1; exit(1); }'),
    ("lib/certcheck/engine/x.cpp", '#include "certcheck/files/checks.h"'),
    ("lib/certcheck/request/detail/x.h", "#include <nlohmann/json.hpp>"),
    ("tools/certcheck/x.cpp", '#include "certcheck/targets.h"\n#include "certcheck/base/finding.h"\n#include "common/output.h"'),
    ("tests/unit/net/x_test.cpp", "#include <botan/x509cert.h>\n#include <nlohmann/json.hpp>"),
]


def plant(root, path, code):
    file = pathlib.Path(root, path)
    file.parent.mkdir(parents=True)
    file.write_text(("#pragma once\n" if path.endswith(".h") else "") + code + "\n")


class Layers(unittest.TestCase):
    def test_the_project_keeps_its_layers(self):
        violations = layers.check_tree(ROOT)
        self.assertFalse(violations, "\n" + "\n".join(map(str, violations)))

    def test_the_project_was_looked_at(self):
        self.assertTrue((ROOT / "lib/certcheck/base/finding.h").exists(), ROOT)

    def test_planted_violations_are_found(self):
        for path, code, rule in PLANTED:
            with self.subTest(path=path, code=code), tempfile.TemporaryDirectory() as root:
                plant(root, path, code)
                self.assertEqual({v.rule for v in layers.check_tree(root)}, {rule})

    def test_a_violation_is_located(self):
        with tempfile.TemporaryDirectory() as root:
            plant(root, "lib/certcheck/base/x.cpp", "/*\n\n*/ int a;\nvoid f() { abort(); }")
            self.assertEqual([str(v) for v in layers.check_tree(root)], ["lib/certcheck/base/x.cpp:4: exit: abort("])

    def test_what_is_allowed_passes(self):
        for path, code in ALLOWED:
            with self.subTest(path=path, code=code), tempfile.TemporaryDirectory() as root:
                plant(root, path, code)
                self.assertEqual([str(v) for v in layers.check_tree(root)], [])

    def test_a_header_without_pragma_once_is_found(self):
        with tempfile.TemporaryDirectory() as root:
            file = pathlib.Path(root, "lib/certcheck/base/x.h")
            file.parent.mkdir(parents=True)
            file.write_text("// #pragma once\nint x;\n")
            self.assertEqual([v.rule for v in layers.check_tree(root)], ["header"])

    def test_a_source_includes_its_own_header_first(self):
        for code, found in [
            ('// why\n#include "certcheck/base/x.h"\n#include <vector>', []),
            ('#include <vector>\n#include "certcheck/base/x.h"', ["lib/certcheck/base/x.cpp:1: own header: "]),
            ('\n#include "certcheck/base/y.h"\n#include "certcheck/base/x.h"', ["lib/certcheck/base/x.cpp:2: own header: "]),
            ("int x;", ["lib/certcheck/base/x.cpp:1: own header: "]),
        ]:
            with self.subTest(code=code), tempfile.TemporaryDirectory() as root:
                plant(root, "lib/certcheck/base/x.cpp", code)
                pathlib.Path(root, "lib/certcheck/base/x.h").write_text("#pragma once\n")
                expected = [text + "certcheck/base/x.h is to be included first" for text in found]
                self.assertEqual([str(v) for v in layers.check_tree(root)], expected)
        with tempfile.TemporaryDirectory() as root:
            plant(root, "lib/certcheck/base/x.cpp", '#include <vector>\n#include "certcheck/base/detail/x.h"')
            file = pathlib.Path(root, "lib/certcheck/base/detail/x.h")
            file.parent.mkdir()
            file.write_text("#pragma once\n")
            self.assertEqual([v.rule for v in layers.check_tree(root)], ["own header"])

    def test_the_public_interface_is_what_is_listed(self):
        listed = "certcheck_module(base\n  API x.h y.h)\ncertcheck_module(der DEPS base)\n"
        for files, found in [
            ({"base/x.h": '#include "certcheck/base/y.h"', "base/y.h": ""}, []),
            ({"base/x.h": '#include "certcheck/base/z.h"', "base/z.h": ""}, ["base/x.h:2: public header"]),
            ({"base/x.h": '#include "certcheck/base/detail/z.h"'}, ["base/x.h:2: private header", "base/x.h:2: public header"]),
            ({"base/z.h": "", "base/z.cpp": '#include "certcheck/base/z.h"'}, ["base/z.h:1: stray header"]),
            ({"base/z.h": "", "base/x.h": "", "der/x.cpp": '#include "certcheck/base/z.h"'}, []),
            ({"base/z.h": "", "base/w.h": '#include "certcheck/base/z.h"'}, ["base/w.h:1: stray header"]),
            ({"base/detail/z.h": "", "base/z.cpp": '#include "certcheck/base/detail/z.h"'}, []),
            ({"certcheck.h": '#include "certcheck/base/x.h"\n#include "certcheck/base/z.h"'}, ["certcheck.h:3: public header"]),
        ]:
            with self.subTest(files=files), tempfile.TemporaryDirectory() as root:
                for path, code in {**files, "CMakeLists.txt": listed}.items():
                    file = pathlib.Path(root, "lib/certcheck", path)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(("#pragma once\n" if path.endswith(".h") else "") + code + "\n")
                complaints = [f"{v.path}:{v.line}: {v.rule}" for v in layers.check_tree(root)]
                self.assertEqual([text.removeprefix("lib/certcheck/") for text in complaints], found)

    def test_what_is_for_a_module_alone_is_not_listed(self):
        with tempfile.TemporaryDirectory() as root:
            plant(root, "lib/certcheck/base/detail/x.h", "")
            pathlib.Path(root, "lib/certcheck/CMakeLists.txt").write_text("certcheck_module(base API detail/x.h)\n")
            self.assertEqual([v.rule for v in layers.check_tree(root)], ["private header"])

    def test_the_list_was_read(self):
        public = layers.public_headers((ROOT / "lib/certcheck/CMakeLists.txt").read_text())
        self.assertTrue({"certcheck/certcheck.h", "certcheck/base/finding.h", "certcheck/net/client/choices.h"} <= public, public)

    def test_lints_of_handshakes_name_no_code_point(self):
        tables = ('{5, "status_request"},\n{named_group::x, "x25519"},', '{0xc02f, "TLS_RSA_WITH_NULL_SHA", M::rsa},')
        facts = '#include "certcheck/lint/handshake_facts.h"\n'
        for code, found in [
            (facts + 'bool b = name.find("_CBC_") != npos;', True),
            (facts + 'bool b = name.ends_with("_sha1"), c = name.starts_with("TLS_DH");', True),
            (facts + 'bool b = version == "TLS 1.3";', True),
            (facts + 'bool b = offers("status_request");', True),
            (facts + 'bool b = group == "x25519";', True),
            (facts + 'bool b = suite == "TLS_RSA_WITH_NULL_SHA";', True),
            ('#include "certcheck/tls/names.h"\nbool b = version == "TLS 1.3";', True),
            (facts + 'auto text = words("the server chose TLS 1.2, not ", name);  // "TLS 1.3"', False),
            (facts + 'Lint l{.example = "TLS_RSA_WITH_NULL_SHA", .hint =\n "TLS_RSA_WITH_NULL_SHA"};', False),
            (facts + 'report.fire({}, {{"cipher_suite", name}});', False),
            ('bool b = name == "x25519";', False),
        ]:
            with self.subTest(code=code), tempfile.TemporaryDirectory() as root:
                plant(root, "lib/certcheck/tls/names.cpp", tables[0])
                pathlib.Path(root, "lib/certcheck/tls/cipher_suites.cpp").write_text(tables[1])
                plant(root, "lib/certcheck/lint/rfc9325/x.cpp", code)
                self.assertEqual({v.rule for v in layers.check_tree(root)}, {"display name"} if found else set())

    def test_the_registries_of_names_are_found(self):
        registered = layers.registered_names(ROOT)
        for name in ("TLS_AES_128_GCM_SHA256", "x25519", "rsa_pss_rsae_sha256", "encrypt_then_mac", "server_hello", "TLS 1.3"):
            self.assertTrue(name in registered, name)

    def test_arrows_in_cmake_are_checked(self):
        for line, rules in [
            ("certcheck_module(base)", []),
            ("certcheck_module(der DEPS base)", []),
            ("certcheck_module(net DEPS tls x509 PRIVATE_DEPS ${CERTCHECK_BOTAN} Threads::Threads)", []),
            ("certcheck_module(base DEPS der)", ["arrow"]),
            ("certcheck_module(net PRIVATE_DEPS Threads::Threads DEPS engine)", ["arrow"]),
            ("certcheck_module(unknown)", ["arrow"]),
        ]:
            with self.subTest(line=line), tempfile.TemporaryDirectory() as root:
                file = pathlib.Path(root, "lib/certcheck/CMakeLists.txt")
                file.parent.mkdir(parents=True)
                file.write_text(line + "\n")
                self.assertEqual([v.rule for v in layers.check_tree(root)], rules)

    def test_a_format_is_its_file_and_its_row(self):
        rows = re.findall(r"^  FORMAT\((\w+),", (ROOT / "lib/certcheck/report/format.cpp").read_text(), re.MULTILINE)
        self.assertGreater(len(rows), 10)
        sources = {path: path.read_text() for folder in ("lib", "tools") for path in ROOT.glob(f"{folder}/**/*.[ch]*")
                   if path.suffix in (".h", ".cpp")}
        for name in rows:
            naming = [path.relative_to(ROOT).as_posix() for path, text in sources.items() if re.search(rf"\bmake_{name}\(", text)]
            self.assertEqual(len(naming), 1, naming)

    def test_certificates_for_tests_have_one_builder(self):
        builders = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/*.py")
                    if re.search(r"\b(CertificateBuilder|CertificateRevocationListBuilder)\(", path.read_text())]
        self.assertEqual(builders, ["tests/support/pki.py"])

    def test_arrows_make_no_circle(self):
        for module in layers.ARROWS:
            self.assertNotIn(module, layers.reachable(module))


if __name__ == "__main__":
    unittest.main()
