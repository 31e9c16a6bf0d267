"""The distribution's daemons, unpacked in the user's cache; nothing is installed or started on the machine."""

import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "certcheck" / "daemons"
TIMEOUT_SECONDS = 300


class Unavailable(Exception):
    """Why a package cannot be had."""


def apt(*arguments, cwd=None):
    try:
        done = subprocess.run(["apt-get", "-q", "-o", "APT::Sandbox::User=root", *arguments], cwd=cwd, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError:
        raise Unavailable("this system has no apt-get") from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"apt-get {arguments[-1]} took more than {TIMEOUT_SECONDS} s") from None
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["failed"]
        raise Unavailable(" ".join(line for line in lines if line.startswith("E: ")) or lines[-1])
    # apt-get update ends well with lists that it could not fetch.
    failed = [line for line in done.stderr.splitlines() if "Failed to fetch" in line]
    return done.stdout, failed


def own_lists():
    """Options by which apt reads lists of packages of ours, so that the machine's stay as they are."""
    lists = CACHE / "lists"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    return ["-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={CACHE / 'apt'}"]


def download(packages, folder):
    """Into the folder, what the machine lacks of the packages and of what they depend on. Gives those that do not exist here."""
    def attempt(options, wanted, missing):
        try:
            plan, _ = apt(*options, "--simulate", "--no-install-recommends", "install", *wanted)
        except Unavailable as error:
            unknown = re.search(r"Unable to locate package (\S+)|Package '(\S+)' has no installation candidate", str(error))
            name = unknown and (unknown[1] or unknown[2])
            if name not in wanted or len(wanted) == 1:
                raise
            return attempt(options, [package for package in wanted if package != name], [*missing, name])
        versions = [f"{line.split()[1]}={line.split('(')[1].split()[0]}" for line in plan.splitlines() if line.startswith("Inst ")]
        if versions:
            apt(*options, "download", *versions, cwd=folder)
        return missing

    try:
        missing = attempt([], packages, [])
    except Unavailable:
        missing = packages
    if missing:
        # The machine's lists are absent or old.
        options = own_lists()
        _, failed = apt(*options, "update")
        missing = attempt(options, packages, [])
        if missing and failed:
            raise Unavailable(failed[0])
    return missing


def unpacked(packages):
    """The folder with the packages' files, and the names of those that do not exist here. What is installed on the machine is
    used from there. Made once; kept until the names or the system change."""
    system = pathlib.Path("/etc/os-release").read_text()
    key = hashlib.sha256("\n".join([system, *packages]).encode()).hexdigest()[:12]
    folder = CACHE / key
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            work = CACHE / f"{key}.new"
            shutil.rmtree(work, ignore_errors=True)
            (work / "archives").mkdir(parents=True)
            (work / "tree").mkdir()
            (work / "missing").write_text("\n".join(download(packages, work / "archives")))
            for archive in sorted((work / "archives").glob("*.deb")):
                subprocess.run(["dpkg", "-x", archive, work / "tree"], check=True)
            # Whoever runs them may, with no more rights than he has.
            subprocess.run(["chmod", "-R", "u=rwX,go=rX", work / "tree"], check=True)
            shutil.rmtree(work / "archives")
            work.rename(folder)
    return folder / "tree", (folder / "missing").read_text().split()
