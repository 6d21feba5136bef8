"""A machine as its owner sets it up: HAOS in its places, users of its own, and a real sshd on its loopback.

It is a network namespace and a mount namespace: what is put in /usr/bin, /etc/passwd or /run there is there alone.
"""

import re
import shutil
import subprocess
import textwrap
from pathlib import Path

from Lab.workspace import Workspace
from support import eventually

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "Packaging"
GROUP, PORT = 64000, 22

#: Name, number, login shell. `dora` is in no group of the router's.
USERS = [("alice", 64001, "/usr/bin/haosh"), ("bob", 64002, "/bin/bash"), ("carol", 64003, "/usr/bin/haosh"),
         ("haos-console", 64004, "/usr/sbin/nologin")]

STARTUP = """\
hostname HA1
username alice privilege 7
username bob privilege 15
username oscar privilege 15 secret open sesame
privilege exec level 7 show running-config
banner motd #It rains.#
banner exec #Mind the gap.#
end
"""

SETUP = """\
set -eu
mount --bind "$1" /mnt
mount -t tmpfs -o mode=755 none /run
mkdir -p /run/room /run/haos /run/sshd /run/usr /run/work
mount --bind /mnt /run/room
cp /run/room/haosh /run/room/haosd /run/usr/
mount -t overlay none -o lowerdir=/usr/bin,upperdir=/run/usr,workdir=/run/work /usr/bin
for file in passwd group shadow; do
    cp -a /etc/$file /run/room/$file
    cat /run/room/$file.more >> /run/room/$file
    mount --bind /run/room/$file /etc/$file
done
exec sleep infinity
"""

SSHD = """\
Port {port}
ListenAddress ::1
HostKey /run/room/host_key
AuthorizedKeysFile /run/room/authorized_keys
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PidFile none
AcceptEnv LANG LC_*
AllowTcpForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
Subsystem sftp internal-sftp
Include {drop_in}
"""


def capabilities():
    """The command that takes away the rights that the daemon's unit takes away."""
    [names] = re.findall("^CapabilityBoundingSet=(.*)$", (PACKAGING / "systemd/haosd.service").read_text(), re.MULTILINE)
    kept = ",".join(f"+{name.removeprefix('CAP_').lower()}" for name in names.split())
    return ["setpriv", "--no-new-privs", f"--bounding-set=-all,{kept}"]


class Machine(Workspace):
    """The machine, with daemon and sshd. A context manager: leaving it ends and removes everything."""

    def __init__(self, binaries):
        """Sets it up, and starts what runs on it."""
        self.binaries = binaries
        super().__init__()

    def build(self):
        """Sets it up, and starts what runs on it."""
        self.net = self.namespace("machine")
        self._prepare(self.binaries)
        self.holder = self._spawn(self.net.command("sh", "-c", SETUP, "sh", self.directory))
        self._await("the machine is not set up", "test", "-e", "/usr/bin/haosh")
        self.daemon = self.start(*capabilities(), "/usr/bin/haosd", "--startup-config", "/run/room/startup-config",
                                 "--state-directory", "/run/room/state", log="haosd.log")
        self._await("haosd is not ready", "haosh", "-c", "show version")
        self.start("/usr/sbin/sshd", "-D", "-e", "-f", "/run/room/sshd_config", log="sshd.log")
        eventually(lambda: self.ssh("alice", "show version").returncode == 0, "sshd is not ready", 10)

    def _prepare(self, binaries):
        self.directory.chmod(0o755)
        for name in ("haosd", "haosh"):
            shutil.copy(binaries / name, self.directory / name)
        for name in ("host_key", "user_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.directory / name], check=True)
        host = (self.directory / "host_key.pub").read_text()
        self._write("known_hosts", f"::1 {host}")
        self._write("authorized_keys", (self.directory / "user_key.pub").read_text())
        self._write("startup-config", STARTUP)
        drop_in = shutil.copy(PACKAGING / "sshd_config.d/haos.conf", self.directory)
        self._write("sshd_config", SSHD.format(port=PORT, drop_in=f"/run/room/{Path(drop_in).name}"))
        self._write("passwd.more", "".join(f"{n}:x:{i}:{GROUP}::/:{s}\n" for n, i, s in USERS)
                    + "dora:x:64005:65534::/:/bin/sh\n")
        self._write("shadow.more", "".join(f"{n}:*:20000:0:99999:7:::\n" for n, _, _ in USERS))
        self._write("group.more", f"haos:x:{GROUP}:\n")

    def _write(self, name, text):
        (self.directory / name).write_text(textwrap.dedent(text))

    def _spawn(self, arguments, **options):
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, start_new_session=True, **options)
        self.on_close(lambda: (process.terminate(), process.wait(10)))
        return process

    def command(self, *arguments):
        """The arguments that run a command on the machine."""
        return ["nsenter", f"--target={self.holder.pid}", "--mount", "--net", "--", *map(str, arguments)]

    def run(self, *arguments, **options):
        """Runs a command on the machine, whatever comes of it."""
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=30,
                              **{"stdin": subprocess.DEVNULL, **options})

    def start(self, *arguments, log):
        """Starts a command on the machine that goes on until it is closed."""
        with open(self.directory / log, "w") as file:
            return self._spawn(self.command(*arguments), stdout=file, stderr=file)

    def _await(self, complaint, *arguments):
        eventually(lambda: self.run(*arguments).returncode == 0, complaint, 20)

    def ssh_arguments(self, user, *arguments, program="ssh", options=()):
        """The command that comes in as a user by SSH."""
        return self.command(
            program, "-F", "none", "-o", f"Port={PORT}", "-o", "IdentityFile=/run/room/user_key",
            "-o", "IdentitiesOnly=yes", "-o", "UserKnownHostsFile=/run/room/known_hosts",
            "-o", "BatchMode=yes", "-o", "LogLevel=INFO", *options,
            *([f"{user}@::1"] if program == "ssh" else []), *arguments)

    def ssh(self, user, *arguments, options=(), **others):
        """Lets a user execute something by SSH, whatever comes of it."""
        return subprocess.run(self.ssh_arguments(user, *arguments, options=options), capture_output=True, text=True,
                              timeout=30, **{"stdin": subprocess.DEVNULL, **others})

    def log(self, name):
        """What a program that was started has logged."""
        return (self.directory / name).read_text(errors="replace")
