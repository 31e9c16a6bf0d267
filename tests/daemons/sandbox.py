"""Runs a daemon as if it were installed, as nobody, in a tree of its own that is gone with it."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

NOBODY = 65534
FIRST_INSIDE = 1 << 30  # the user outside who is root inside; no real one has such a number

# The packages' files lie over the machine's in /usr, where nothing can be written; /etc, /var, /run and /tmp are the
# daemon's own. All processes end with the first. A user without privileges gets a user namespace for the mounts, and
# in it another, which is why the root is changed by pivot_root: below a chroot there may be none.
ENTER = """
set -e
tree=$1 root=$2
shift 2
mount --bind "$root" "$root"
mount -t overlay overlay -o "ro,lowerdir=$tree/usr:/usr" "$root/usr"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
cd "$root"
pivot_root . .
umount -l .
exec "$@"
"""


# Runs the rest as root of a namespace whose users are nobody's outside. Only root may make one of more than a single user
# without a helper, and what it keeps of its rights, until it has become another, it keeps there alone.
AS_ROOT_INSIDE = f"""
mkfifo /run/mapped
unshare --user --keep-caps sh -c 'read mapped </run/mapped; exec setpriv --reuid=0 --regid=0 --clear-groups -- "$@"' sh "$@" &
while [ "$(readlink /proc/$!/ns/user)" = "$(readlink /proc/self/ns/user)" ]; do sleep 0.02; done
echo 0 {FIRST_INSIDE} 65536 >/proc/$!/uid_map
echo 0 {FIRST_INSIDE} 65536 >/proc/$!/gid_map
echo >/run/mapped
wait
"""


def privileged():
    return os.geteuid() == 0


def namespaces():
    return ["unshare", "--mount", "--pid", "--fork", *([] if privileged() else ["--user", "--map-root-user"])]


def as_nobody():
    if privileged():
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs", "--"]
    return ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]


def problem():
    """Why there can be no sandbox here; None if there can."""
    try:
        done = subprocess.run([*namespaces(), "true"], capture_output=True, text=True, timeout=20)
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.strip() or "unshare failed"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sandbox:
    """`users` are names under which the daemon looks for itself. With `root_inside` it runs as root of a namespace, and they are
    users of their own there; that takes root outside."""

    def __init__(self, tree, root, users=(), root_inside=False):
        self.root_inside = root_inside
        self.tree, self.root = pathlib.Path(tree), pathlib.Path(root)
        self.process = None
        self.log = self.root.parent / (self.root.name + ".log")
        for folder in ("usr", "etc", "dev", "proc", "run/lock", "tmp", "var/log", "var/lib", "var/run", "var/tmp", "var/spool", "srv", "home", "pki"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
            if pathlib.Path("/", name).is_symlink():
                (self.root / name).symlink_to("usr/" + name)
        for folder in ("etc", "var"):
            if (self.tree / folder).is_dir():
                shutil.copytree(self.tree / folder, self.root / folder, symlinks=True, dirs_exist_ok=True)
        for name in ("alternatives", "ssl/openssl.cnf", "services", "protocols", "nsswitch.conf", "localtime", "ld.so.conf", "ld.so.conf.d"):
            source, target = pathlib.Path("/etc", name), self.root / "etc" / name
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
            elif source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        # Under whatever name a daemon looks for itself, it finds nobody.
        ids = {user: 100 + i if root_inside else NOBODY for i, user in enumerate(users)}
        names = ["root:x:0:0", f"nobody:x:{NOBODY}:{NOBODY}", *(f"{user}:x:{number}:{number}" for user, number in ids.items())]
        self.write("etc/passwd", "".join(f"{name}::/tmp:/bin/sh\n" for name in names))
        self.write("etc/group", "".join(f"{name.split(':')[0]}:x:{name.split(':')[3]}:\n" for name in names) + f"nogroup:x:{NOBODY}:\n")
        self.write("etc/hosts", "127.0.0.1 localhost\n")

    def write(self, path, text, mode=0o644):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()
        file.write_text(text)
        file.chmod(mode)

    def start(self, script):
        """Runs a shell script; its last command is the daemon, in the foreground."""
        owner = FIRST_INSIDE if self.root_inside else NOBODY
        if privileged():
            for folder in ("etc", "run", "tmp", "var", "srv", "home", "pki"):
                subprocess.run(["chown", "-R", "-h", f"{owner}:{owner}", self.root / folder], check=True)
        self.root.chmod(0o755)
        become = ["sh", "-c", AS_ROOT_INSIDE, "sh"] if self.root_inside else as_nobody()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*namespaces(), "sh", "-c", ENTER, "sh", self.tree, self.root, *become, "/bin/sh", "-c", "set -e; cd /tmp; " + script],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"})

    def wait_for(self, port, end):
        """Whether the port answers before `end`, of the monotonic clock."""
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return True
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    return False
                time.sleep(0.05)

    def words(self):
        """The end of what the daemon said."""
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""

    def stop(self):
        if self.process is None:
            return
        # The first process of the namespace is unshare's only child; with it end all.
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            pids = [int(pid) for pid in children.read_text().split()]
        except OSError:
            pids = []
        for pid in pids or [self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(20)
