"""The scripts of examples/fleet on the engines they are for, as the distribution ships them: a Slurm controller and node,
Dask's scheduler and workers, GNU parallel with an SSH server. Each runs as nobody in a sandbox (tests/daemons/sandbox.py), on
loopback alone; in each a worker is killed in the middle. `scripts/test scale` runs this; what cannot be had or run here is
skipped by name."""
import atexit
import shutil
import signal
import sys
import time
import unittest

from parts import BIN, EXAMPLES, SOURCE, PartsTest, options

sys.path.insert(0, str(SOURCE / "tests/daemons"))
import packages  # noqa: E402
import sandbox  # noqa: E402

TARGETS, PARTS = 2_000, 5
GUARD_SECONDS = 300
SLURM = ["munge", "slurmctld", "slurmd", "slurm-client"]
DASK = ["python3-distributed"]
PARALLEL = ["parallel", "openssh-client", "openssh-server"]

# In the place of certcheck: what is started first is killed once it has reported some targets.
KILLED_ONCE = """#!/bin/sh
if mkdir /srv/first 2>/dev/null; then
  /srv/certcheck "$@" &
  until [ "$(cat /srv/reports/part-*.ndjson 2>/dev/null | wc -l)" -gt 100 ]; do sleep 0.02; done
  kill -9 $! && echo killed >/srv/first/killed
  wait $!
else
  exec /srv/certcheck "$@"
fi
"""


class EnginesTest(PartsTest):
    @classmethod
    def setUpClass(cls):
        if problem := sandbox.problem():
            raise unittest.SkipTest(f"every engine: no sandbox here ({problem})")
        try:
            cls.tree, cls.missing = packages.unpacked([[name] for name in SLURM + DASK + PARALLEL])
        except packages.Unavailable as error:
            raise unittest.SkipTest(f"every engine: the distribution's packages cannot be had ({error})")
        super().setUpClass()

    def box(self, name, needed, users=()):
        if not set(self.missing).isdisjoint(needed):
            self.skipTest(f"{name}: its packages are not in this distribution")
        box = sandbox.Sandbox(self.tree, self.folder / name, users)
        atexit.register(box.stop)
        self.addCleanup(box.stop)
        shutil.copytree(EXAMPLES, box.root / "srv/fleet")
        shutil.copy(BIN / "certcheck", box.root / "srv/certcheck")
        box.write("srv/killed-once", KILLED_ONCE, 0o755)
        self.kinds = self.fleet.targets(TARGETS)
        box.write("srv/targets", "\n".join(self.kinds) + "\n")
        box.write("srv/root.pem", self.fleet.root)
        return box

    def run_to_the_end(self, box, script):
        """It may take long on a busy machine, as long as something goes on."""
        box.start("export CERTCHECK=/srv/killed-once; cd /srv/fleet; " + script)

        def done_so_far():
            return [file.stat().st_size for file in [box.log, *sorted(box.root.glob("srv/reports/part-*.ndjson"))] if file.exists()]
        before, quiet_since = done_so_far(), time.monotonic()
        while (status := box.process.poll()) is None:
            time.sleep(0.2)
            if (now := done_so_far()) != before:
                before, quiet_since = now, time.monotonic()
            elif time.monotonic() - quiet_since > GUARD_SECONDS:
                self.fail(f"nothing new for {GUARD_SECONDS} s: {box.words()}")
        self.assertEqual(status, 0, box.words())
        self.assertTrue((box.root / "srv/first/killed").exists(), "no worker was killed")
        self.assert_complete(box.root / "srv/reports", self.kinds)

    def test_slurm_job_array(self):
        box = self.box("Slurm", SLURM, ["slurm", "munge"])
        controller, node = sandbox.free_port(), sandbox.free_port()
        box.write("etc/slurm/cgroup.conf", "CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n")
        box.write("etc/slurm/slurm.conf", f"""
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=nobody
SlurmdUser=nobody
# A task that is queued again begins so many seconds later.
AuthInfo=socket=/run/munge.socket,cred_expire=5
StateSaveLocation=/var/lib/slurm/controller
SlurmdSpoolDir=/var/lib/slurm/node
SlurmctldPidFile=/run/slurmctld.pid
SlurmdPidFile=/run/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
NodeName=localhost NodeAddr=127.0.0.1 CPUs=4
PartitionName=all Nodes=localhost Default=YES
""")
        self.run_to_the_end(box, f"""
mkdir -p /var/lib/slurm/controller /var/lib/slurm/node
mungekey --create --keyfile=/tmp/munge.key
munged --foreground --key-file=/tmp/munge.key --socket=/run/munge.socket --pid-file=/run/munged.pid --log-file=/tmp/munged.log \
  --seed-file=/tmp/munged.seed &
until [ -S /run/munge.socket ]; do sleep 0.1; done
slurmctld-wlm -D &
slurmd-wlm -D -N localhost -d /usr/sbin/slurmstepd-wlm &
until [ "$(sinfo --noheader --format=%T)" = idle ]; do sleep 0.2; done
sbatch --wait --array=1-{PARTS} slurm.sbatch /srv/targets /srv/reports {" ".join(options("/srv/root.pem"))} || {{ cat slurm-*.out; exit 1; }}
""")

    def test_dask(self):
        box = self.box("Dask", DASK)
        scheduler = f"tcp://127.0.0.1:{sandbox.free_port()}"
        # The packages' files have no bytecode beside them, and nothing can be written there: each process would compile all of them.
        self.run_to_the_end(box, f"""
export PYTHONPYCACHEPREFIX=/tmp/bytecode
dask scheduler --help >/dev/null
dask worker --help >/dev/null
dask scheduler --host {scheduler} --no-dashboard &
for worker in one two; do
  dask worker {scheduler} --name $worker --host 127.0.0.1 --nthreads 1 --no-nanny --no-dashboard --local-directory /tmp/$worker &
done
DASK_SCHEDULER_ADDRESS={scheduler} ./dask_fleet.py /srv/targets {PARTS} /srv/reports {" ".join(options("/srv/root.pem"))}
""")

    def test_gnu_parallel_over_ssh(self):
        box = self.box("GNU parallel", PARALLEL, ["sshd"])
        port, nobody_there = sandbox.free_port(), sandbox.free_port()
        hosts = "".join(f"Host {host}\n  HostName 127.0.0.1\n  Port {number}\n  IdentityFile /tmp/key\n  StrictHostKeyChecking no\n"
                        for host, number in {"one": port, "two": port, "gone": nobody_there}.items())
        box.write("tmp/.ssh/config", hosts, 0o600)
        # Without it, a machine whose nsswitch.conf has systemd calls nobody's account locked.
        box.write("etc/shadow", "nobody:*:1::::::\n", 0o600)
        box.write("srv/machines", "one\ntwo\ngone\n")
        self.run_to_the_end(box, f"""
for name in host_key key; do ssh-keygen -q -t ed25519 -N '' -f /tmp/$name; done
cp /tmp/key.pub /tmp/authorized
/usr/sbin/sshd -D -e -f /dev/null -p {port} -o ListenAddress=127.0.0.1 -o HostKey=/tmp/host_key -o PidFile=none -o StrictModes=no \
  -o AuthorizedKeysFile=/tmp/authorized &
until ssh one true; do sleep 0.2; done
./parallel.sh /srv/targets {PARTS} /srv/reports /srv/machines {" ".join(options("/srv/root.pem"))}
""")
        self.assertEqual(len((box.root / "srv/reports/all.ndjson").read_text().splitlines()), TARGETS)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the daemons end, too
    unittest.main()
