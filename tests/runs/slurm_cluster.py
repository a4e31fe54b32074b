"""A Slurm of one node that lives as long as a test: daemons of its own, all files in one folder, ports that are free.

It needs no systemd, no cgroups and no accounts beside the user's; what the machine has of Slurm or Munge is left alone.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

DAEMONS = ["munged", "slurmctld", "slurmd"]
SETTINGS = """ClusterName=trellis
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={control_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
SlurmdParameters=config_overrides
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=32 RealMemory=65536
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE
"""


class NoSlurm(Exception):
    """Why there is no Slurm here."""


def where(program):
    """Debian keeps daemons where only root looks."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


def two_free_ports():
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {**os.environ, "SLURM_CONF": str(folder / "slurm.conf")}
        self.daemons = []

    def start(self):
        lacking = [name for name in [*DAEMONS, "sbatch", "srun"] if not where(name)]
        if lacking:
            raise NoSlurm(f"{', '.join(lacking)}: not installed; on Debian: "
                          "apt-get install munge slurmctld slurmd slurm-client")
        folder = self.folder
        for name in ("state", "spool"):
            (folder / name).mkdir()
        (folder / "key").write_bytes(os.urandom(128))
        (folder / "key").chmod(0o600)
        control_port, node_port = two_free_ports()
        (folder / "slurm.conf").write_text(SETTINGS.format(
            host=socket.gethostname().split(".")[0], folder=folder, user=os.geteuid(), control_port=control_port,
            node_port=node_port))
        own = {"key-file": "key", "socket": "munge.socket", "pid-file": "munged.pid", "log-file": "munged.file.log",
               "seed-file": "munged.seed"}
        self._start_daemon("munged", "--foreground", "--force", *(f"--{k}={folder / v}" for k, v in own.items()))
        self._wait("munged", lambda: (folder / "munge.socket").exists())
        self._start_daemon("slurmctld", "-D", "-c")
        self._start_daemon("slurmd", "-D")
        self._wait("slurmd", lambda: self.run("sinfo", "-h", "-o", "%T", check=False).stdout.strip() == "idle")

    def _start_daemon(self, name, *words):
        # The kernel ends it if this process is killed.
        with open(self.folder / f"{name}.log", "w") as log:
            self.daemons.append((name, subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", where(name), *words], cwd=self.folder, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)))

    def _wait(self, name, there):
        deadline = time.monotonic() + 20
        while not there():
            name = next((n for n, daemon in self.daemons if daemon.poll() is not None), name)
            ended = dict(self.daemons)[name].returncode
            if ended is not None or time.monotonic() > deadline:
                last = (self.folder / f"{name}.log").read_text().splitlines()[-5:]
                raise NoSlurm(f"{name} does not work here ({'ended' if ended is not None else 'no answer'}): " +
                              " | ".join(last))
            time.sleep(.05)

    def kill(self, name=None):
        """What came of these daemons (all, or a program of a job): it has this folder in its environment."""
        mark = f"SLURM_CONF={self.folder}/slurm.conf".encode()
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (process / "environ").read_bytes().split(b"\0") and \
                        name in (None, (process / "comm").read_text().strip()):
                    os.kill(int(process.name), signal.SIGKILL)

    def stop(self):
        for _, daemon in reversed(self.daemons):
            daemon.terminate()
        for _, daemon in self.daemons:
            try:
                daemon.wait(timeout=5)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self.kill()

    def run(self, program, *words, check=True, cwd=None, **variables):
        done = subprocess.run([where(program), *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=60,
                              env={**self.environment, **variables})
        assert not check or done.returncode == 0, f"{program}: {done.stderr}\n{done.stdout}"
        return done

    def submit(self, script, *words, options=(), cwd, **variables):
        """The number of the job."""
        return self.run("sbatch", "--parsable", *options, script, *words, cwd=cwd, **variables).stdout.strip()

    def jobs(self, number):
        """State and exit code of the job, or of each task of the array."""
        lines = self.run("scontrol", "-o", "show", "job", number).stdout.splitlines()
        fields = [dict(word.split("=", 1) for word in line.split() if "=" in word) for line in lines if line]
        return [(of["JobState"], of["ExitCode"]) for of in fields]

    def wait_for_end(self, number):
        deadline = time.monotonic() + 60
        while any(state in ("PENDING", "CONFIGURING", "RUNNING", "COMPLETING") for state, _ in self.jobs(number)):
            assert time.monotonic() < deadline, self.jobs(number)
            time.sleep(.1)
        return sorted(self.jobs(number))


@contextlib.contextmanager
def cluster():
    # Names of sockets must be short, so not in pytest's folder.
    with tempfile.TemporaryDirectory(prefix="slurm") as name:
        one = Cluster(pathlib.Path(name))
        try:
            one.start()
            yield one
        finally:
            one.stop()
