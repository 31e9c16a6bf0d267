"""certcheck --store, and what history, expiring and changes answer from it: certificates that are replaced, runs that are
killed, several writers, stores that cannot be used. tests/daemons/store_test.py runs these tests with PostgreSQL, too."""

import csv
import datetime
import io
import json
import os
import pathlib
import resource
import socket
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
from support import BIN, SOURCE, pki, reports, run  # noqa: E402

HOST = "www.example.test"
PEOPLE = ("history", "expiring", "changes")


class Server:
    """A server whose certificate can be replaced."""

    def __init__(self, folder):
        self.folder, self.context = pathlib.Path(folder), None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def context_of(self, certificate):
        (self.folder / "chain.pem").write_text(certificate.pem)
        (self.folder / "key.pem").write_text(certificate.key_pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "chain.pem", self.folder / "key.pem")
        return context

    def show(self, certificate, without_name=None):
        """`without_name` is for clients that send no server name."""
        context = self.context_of(certificate)
        if without_name is not None:
            named, context = context, self.context_of(without_name)

            def choose(connection, name, _):
                if name is not None:
                    connection.context = named

            context.sni_callback = choose
        self.context = context

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        try:
            with self.context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(100)
        except OSError:
            pass


class InventoryTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.new_store()

    def new_store(self):
        return self.folder / "results.db"

    def ask(self, *arguments, status=0, store=None):
        """The rows that a command prints as JSON."""
        done = run("certcheck", *arguments, "--store", store or self.store, "--format", "json")
        self.assertEqual(done.returncode, status, done.stderr)
        return json.loads(done.stdout)

    def rows(self, statement):
        with sqlite3.connect(self.store) as database:
            return database.execute(statement).fetchall()

    def stored(self):
        """The targets, which are written here as stores show them."""
        return {each["target"] for each in self.ask("history")}

    def check_sound(self):
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        # Of a result all is there or nothing.
        self.assertEqual(self.rows("SELECT COUNT(*) FROM results WHERE id NOT IN (SELECT result FROM findings)"), [(0,)])

    def closed(self, count):
        """Targets on loopback that refuse at once."""
        path = self.folder / f"targets-{count}"
        path.write_text("".join(f"127.{i // 62500 + 1}.{i // 250 % 250}.{i % 250 + 1}:1\n" for i in range(count)))
        return path


class Answers(InventoryTest):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder)
        self.addCleanup(self.server.listener.close)
        self.authority = pki.Certificate("Inventory Root")
        self.root = self.folder / "root.pem"
        self.root.write_text(self.authority.pem)
        self.target = f"{HOST}:{self.server.port}"

    def check(self, certificate, *options, status=0):
        self.server.show(certificate)
        done = run("certcheck", "--store", self.store, "--trust", self.root, "--connect", f"127.0.0.1:{self.server.port}", *options,
                   self.target)
        self.assertEqual(done.returncode, status, done.stderr)
        return json.loads(done.stdout)

    def test_what_was_is_told(self):
        first = self.authority.server(HOST, valid=(-80, 10))
        renewed = self.authority.server(HOST, valid=(-1, 89), key=first.key)
        rekeyed = self.authority.server(HOST, valid=(-1, 400))
        expired = self.authority.server(HOST, valid=(-80, -1))
        reports_of = [self.check(first), self.check(first), self.check(renewed), self.check(rekeyed), self.check(expired, status=1)]

        history = self.ask("history", self.target)
        self.assertEqual([each["verdict"] for each in history], ["trusted"] * 4 + ["untrusted"])
        for stored, report in zip(history, reports_of):
            self.assertEqual(stored["target"], self.target)
            self.assertEqual(stored["presented"], [each["sha256"] for each in report["chain"]["presented"]])
            self.assertEqual(stored["path"], report["chain"]["paths"][0]["certificates"])
            self.assertEqual(stored["expires"], report["expires"]["path"])
            self.assertEqual([(each["id"], each["severity"], each["message"]) for each in stored["findings"]],
                             [(each["id"], each["severity"], each["message"]) for each in report["findings"]])
        # However it is written.
        self.assertEqual(self.ask("history", f"https://{HOST.upper()}.:{self.server.port}/path"), history)
        self.assertEqual(self.ask("history", "another.example"), [])

        (known,) = self.ask("history")
        self.assertEqual((known["target"], known["results"], known["verdict"]), (self.target, 5, "untrusted"))

        changes = self.ask("changes", "--since", "2020-01-01")
        self.assertEqual([each["change"] for each in changes if not each["change"].startswith("finding_")],
                         ["first_result", "certificate", "certificate", "verdict", "certificate"])
        replaced = [each for each in changes if each["change"] == "certificate"]
        self.assertEqual(replaced[0]["before"], reports_of[0]["chain"]["presented"][0]["sha256"])
        self.assertIn("with the same key", replaced[0]["message"])
        self.assertIn("with another key", replaced[1]["message"])
        self.assertIn("path.validity.expired", [each["after"] for each in changes if each["change"] == "finding_new"])
        tomorrow = (datetime.date.today() + datetime.timedelta(2)).isoformat()
        self.assertEqual(self.ask("changes", "--since", tomorrow), [])

        certificates = self.ask("history", "--certificates", self.target)
        self.assertEqual({each["sha256"] for each in certificates},
                         {each["sha256"] for report in reports_of for each in report["chain"]["presented"]} |
                         set(reports_of[0]["chain"]["paths"][0]["certificates"]))
        of_first = [each for each in certificates if each["sha256"] == history[0]["presented"][0]]
        self.assertEqual([of_first[0]["first_seen"], of_first[0]["last_seen"]], [history[0]["checked_at"], history[1]["checked_at"]])
        self.assertEqual(of_first[0]["pem"], first.pem)
        self.assertEqual(of_first[0]["names"], [f"DNS:{HOST}"])
        keys = self.ask("history", "--keys", self.target)
        self.assertEqual(sorted(each["certificates"] for each in keys), [1, 1, 1, 2])

    def test_what_expires_is_told(self):
        self.check(self.authority.server(HOST, valid=(-80, 9.5)))
        (expiring,) = self.ask("expiring", status=1)
        self.assertEqual((expiring["target"], expiring["days_left"], expiring["limited_by"]), (self.target, 9, f"CN={HOST}"))
        self.assertEqual(self.ask("expiring", "--days", "5"), [])
        done = run("certcheck", "expiring", "--store", self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"(in 9 days)  {self.target}, limited by CN={HOST}", done.stdout)
        # The server that is away has the same certificate.
        done = run("certcheck", "--store", self.store, "--connect", "127.0.0.1:1", self.target)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(len(self.ask("expiring", status=1)), 1)
        self.check(self.authority.server(HOST, valid=(-1, 89)))
        self.assertEqual(self.ask("expiring"), [])

    def test_every_format(self):
        self.check(self.authority.server(HOST, valid=(-80, 10)))
        for command in (["history"], ["history", self.target], ["history", "--certificates"], ["history", "--keys"], ["expiring"], ["changes"]):
            with self.subTest(command=command):
                status = int(command[0] == "expiring")
                rows = self.ask(*command, status=status)
                self.assertTrue(rows)
                ask = lambda form: run("certcheck", *command, "--store", self.store, "--format", form).stdout  # noqa: E731
                self.assertEqual([json.loads(line) for line in ask("ndjson").splitlines()], rows)
                table = list(csv.DictReader(io.StringIO(ask("csv"), newline="")))
                self.assertEqual([set(each) for each in table], [set(each) for each in rows])
                self.assertEqual([each["target"] for each in table], [each["target"] for each in rows])
                self.assertIn(self.target, ask("text"))

    def test_the_parts_of_a_target_have_their_own_history(self):
        self.server.show(self.authority.server(HOST), without_name=self.authority.server(HOST))
        done = run("certcheck", "--store", self.store, "--trust", self.root, "--connect", f"127.0.0.1:{self.server.port}",
                   "--all-certificates", "--format", "ndjson", self.target)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({each["part"] for each in self.ask("history")}, {None, "no server name"})


class Commands(InventoryTest):
    def test_hosts_of_their_names_can_be_checked(self):
        for name in PEOPLE:
            for words in ([f"{name}:1"], ["--", name], ["--timeout", "1", name], [f"{name}.example.invalid"]):
                with self.subTest(words=words):
                    done = run("certcheck", *words)
                    self.assertEqual(done.returncode, 3, done.stderr)
                    (report,) = reports(done.stdout)
                    self.assertEqual(report["target"]["input"], words[-1])
            done = run("certcheck", name, "example.com")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("--store is missing", done.stderr)
            self.assertIn(f"`certcheck -- {name}`", done.stderr)
            self.assertEqual(run("certcheck", name, "--help").returncode, 0)
            self.assertIn(name, run("certcheck", "--help").stdout)
            self.assertIn(f"certcheck {name}", run("certcheck", "--manual").stdout)

    def test_wrong_usage_names_the_option(self):
        run("certcheck", "--store", self.store, "127.0.0.1:1")
        for words, message in [(["history", "--since", "soon"], "--since"), (["expiring", "--days", "-1"], "--days"),
                               (["history", "--certificates", "--keys"], "--keys"), (["changes", "--days", "3"], "--days"),
                               (["history", "--format", "html"], "--format")]:
            with self.subTest(words=words):
                done = run("certcheck", *words, "--store", self.store)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(message, done.stderr)

    def test_a_store_that_cannot_be_used(self):
        cases = [("/nonexistent/results.db", "unable to open"), ("postgresql://127.0.0.1:1/x", "refused")]
        (self.folder / "text").write_text("this is a list of hosts\n" * 100)
        cases.append((self.folder / "text", "not a database"))
        with sqlite3.connect(self.folder / "foreign") as database:
            database.execute("CREATE TABLE customers (name TEXT)")
        cases.append((self.folder / "foreign", "not a store of certcheck"))
        run("certcheck", "--store", self.folder / "later", "127.0.0.1:1")
        with sqlite3.connect(self.folder / "later") as database:
            database.execute("INSERT INTO schema_version VALUES (99, 'certcheck 9')")
        cases.append((self.folder / "later", "schema 99"))
        for place, message in cases:
            for words in (["history"], ["127.0.0.1:1"]):
                with self.subTest(place=place, words=words):
                    done = run("certcheck", *words, "--store", place)
                    self.assertEqual(done.returncode, 2)
                    self.assertIn(f"--store {place}", done.stderr)
                    self.assertIn(message, done.stderr)
        done = run("certcheck", "history", "--store", self.folder / "absent")
        self.assertEqual(done.returncode, 2)
        self.assertFalse((self.folder / "absent").exists())
        done = run("certcheck", "--store", "postgresql://me:secret@127.0.0.1:1/x?password=secret", "127.0.0.1:1")
        self.assertNotIn("secret", done.stdout + done.stderr)

    def test_the_first_schema_is_brought_up_to_date(self):
        self.store.write_bytes((SOURCE / "testdata/store/schema-1.db").read_bytes())
        self.assertEqual([each["verdict"] for each in self.ask("history", "www.example.com")], ["trusted", "untrusted"])
        self.assertEqual(len(self.ask("history", "--keys")), 6)
        self.assertEqual(self.rows("SELECT MAX(version) FROM schema_version"), [(2,)])


class FullDisk(InventoryTest):
    def test_a_full_disk_ends_the_run_and_says_what_is_not_stored(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        targets = self.closed(5_000)
        done = subprocess.run([BIN / "certcheck", "--brief", "--concurrency", "10", "--store", self.store, "--targets", targets],
                              capture_output=True, text=True, preexec_fn=limit, restore_signals=False)
        self.assertEqual(done.returncode, 2)
        said = {json.loads(line)["target"]["input"] for line in done.stdout.splitlines()}
        self.assertTrue(said)
        self.assertLess(len(said), 5_000)
        self.assertEqual(said, self.stored())
        self.assertIn(f"--store {self.store}: ", done.stderr)
        missing = {line.rsplit("not stored: ", 1)[1] for line in done.stderr.splitlines() if "not stored: " in line}
        self.assertTrue(missing)
        self.assertFalse(missing & said)

class Durability(InventoryTest):
    def test_killed_runs_lose_nothing_that_was_said(self):
        targets, said = self.closed(10_000), set()
        command = [BIN / "certcheck", "--brief", "--store", self.store, "--targets", targets]
        # At the beginning, while the store is made, and in the middle.
        for lines in 1, 400, 1_500:
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                for _ in range(lines):
                    said.add(json.loads(process.stdout.readline())["target"]["input"])
                process.kill()
                # What was written before is said, too; the last line may be torn.
                for line in process.stdout.read().splitlines(keepends=True):
                    if line.endswith(b"\n"):
                        said.add(json.loads(line)["target"]["input"])
            self.assertLess(said, set(targets.read_text().split()))
            self.assertLessEqual(said, self.stored())
            self.check_sound()

    def test_two_runs_write_one_store(self):
        lists = []
        for i in range(2):
            path = self.folder / f"list-{i}"
            path.write_text("".join(f"127.{i + 1}.0.{j + 1}:1\n" for j in range(150)))
            lists.append(path)
        runs = [subprocess.Popen([BIN / "certcheck", "--brief", "--store", self.store, "--targets", path], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE) for path in lists]
        for process in runs:
            _, words = process.communicate()
            self.assertEqual((process.returncode, words), (3, b""))
        self.assertEqual(self.stored(), {line for path in lists for line in path.read_text().split()})


if __name__ == "__main__":
    unittest.main()
