"""A network namespace: commands run in it, sockets and system controls opened in it."""

import contextlib
import ctypes
import os
import subprocess
from pathlib import Path

CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


def _join(descriptor):
    if _libc.setns(descriptor, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "cannot enter the network namespace")


class Namespace:
    """A network namespace that `ip netns` knows by name."""

    def __init__(self, name):
        """Makes the namespace, with its loopback up."""
        self.name = name
        _run(["ip", "netns", "add", name])
        self.ip("link set lo up")

    def ip(self, *commands):
        """Runs `ip` commands in the namespace, all of them or up to the first that fails."""
        _run(["ip", "-6", "-n", self.name, "-batch", "-"], input="\n".join(commands) + "\n")

    def command(self, *arguments):
        """The arguments that run a command in the namespace."""
        return ["ip", "netns", "exec", self.name, *map(str, arguments)]

    def run(self, *arguments):
        """Runs a command in the namespace and returns what it wrote; a failure is an exception."""
        return _run(self.command(*arguments)).stdout

    @contextlib.contextmanager
    def entered(self):
        """The calling thread is in the namespace: sockets that it opens belong to it for good."""
        with open("/proc/thread-self/ns/net") as home, open(f"/run/netns/{self.name}") as there:
            _join(there.fileno())
            try:
                yield
            finally:
                _join(home.fileno())

    def system_control(self, name, value=None):
        """Reads a system control of the namespace (`net/ipv6/...`), after writing it when there is a value."""
        with self.entered():
            file = Path("/proc/sys", name)
            if value is not None:
                file.write_text(str(value))
            return file.read_text().strip()

    def remove(self):
        """Removes the namespace and ends what still runs in it."""
        remove(self.name)


def remove(name):
    """Removes a namespace by its name, ending what still runs in it."""
    for process in _run(["ip", "netns", "pids", name]).stdout.split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process), 9)
    _run(["ip", "netns", "delete", name])


def names():
    """The names of all namespaces on this machine."""
    return [line.split()[0] for line in _run(["ip", "netns", "list"]).stdout.splitlines() if line.strip()]


def _run(arguments, **options):
    done = subprocess.run(arguments, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip() or f'exit code {done.returncode}'}")
    return done
