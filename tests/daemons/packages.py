"""The distribution's daemons, unpacked in the user's cache; nothing is installed or started on the machine."""

import fcntl
import hashlib
import os
import pathlib
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


def download(groups, folder):
    """Into the folder, what the machine lacks of the packages and of what they depend on. Gives those that do not exist here."""
    def attempt(options):
        # apt's caches are ours, so that it has some; many a machine keeps none.
        options = [*options, "-o", f"Dir::Cache={CACHE / 'apt'}", "-o", "Dir::Cache::pkgcache=pkgcache.bin", "-o", "Dir::Cache::srcpkgcache=src.bin"]
        versions, missing = set(), []
        # Each for itself: one mail server conflicts with the next, but not while all are only unpacked.
        for group in groups:
            try:
                plan, _ = apt(*options, "--simulate", "--no-install-recommends", "install", *group)
            except Unavailable as error:
                if "Unable to locate" not in str(error) and "no installation candidate" not in str(error):
                    raise
                missing += group
                continue
            versions.update(f"{line.split()[1]}={line.split('(')[1].split()[0]}" for line in plan.splitlines() if line.startswith("Inst "))
        if versions:
            apt(*options, "download", *sorted(versions), cwd=folder)
        return missing

    (CACHE / "apt/archives/partial").mkdir(parents=True, exist_ok=True)
    (CACHE / "lists/partial").mkdir(parents=True, exist_ok=True)
    try:
        missing = attempt([])
    except Unavailable:
        missing = True
    if missing:
        # The machine's lists are absent or old; ours leave them as they are.
        lists = ["-o", f"Dir::State::lists={CACHE / 'lists'}"]
        _, failed = apt(*lists, "update")
        missing = attempt(lists)
        if missing and failed:
            raise Unavailable(failed[0])
    return missing


def unpacked(groups):
    """Of packages, in groups that can be installed together, the folder with their files and the names of those that do not exist
    here. What is installed on the machine is used from there. Made once; kept until the names or the system change."""
    system = pathlib.Path("/etc/os-release").read_text()
    key = hashlib.sha256(repr([system, groups]).encode()).hexdigest()[:12]
    folder = CACHE / key
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            work = CACHE / f"{key}.new"
            shutil.rmtree(work, ignore_errors=True)
            (work / "archives").mkdir(parents=True)
            (work / "tree").mkdir()
            (work / "missing").write_text("\n".join(download(groups, work / "archives")))
            for archive in sorted((work / "archives").glob("*.deb")):
                subprocess.run(["dpkg", "-x", archive, work / "tree"], check=True)
            # Whoever runs them may, with no more rights than he has.
            subprocess.run(["chmod", "-R", "u=rwX,go=rX", work / "tree"], check=True)
            shutil.rmtree(work / "archives")
            work.rename(folder)
    return folder / "tree", (folder / "missing").read_text().split()
