"""What belongs together and goes together: a directory, a lock on it, and network namespaces."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from . import namespace
from .namespace import Namespace

RUNTIME_DIRECTORY = Path("/run/haos-lab")
PREFIX = "haoslab"


class Workspace:
    """A directory and namespaces with names of their own, so that two workspaces can be in use at once.

    A context manager: leaving it, however it is left, removes all of it. What a workspace left behind whose process
    was killed is removed when the next one is made.
    """

    def __init__(self):
        """Makes the directory, and the network by `build`."""
        self.directory, self._lock = _claim_directory()
        self._cleanup = contextlib.ExitStack()
        self._cleanup.callback(self._remove_directory)
        try:
            self.build()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def build(self):
        """Makes the network."""

    def close(self):
        """Removes everything, the newest first."""
        self._cleanup.close()

    def on_close(self, function):
        """Has a function called at the end, before what is there already is removed."""
        self._cleanup.callback(function)

    def namespace(self, role):
        """Makes a namespace that goes with the workspace."""
        made = Namespace(f"{self.directory.name}-{role}")
        self.on_close(made.remove)
        return made

    def _remove_directory(self):
        shutil.rmtree(self.directory)
        os.close(self._lock)


def _claim_directory():
    """Makes a directory with a lock that goes with the process, after removing what killed processes left."""
    RUNTIME_DIRECTORY.mkdir(exist_ok=True)
    with open(RUNTIME_DIRECTORY / "lock", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        for directory in RUNTIME_DIRECTORY.glob(f"{PREFIX}*"):
            with contextlib.suppress(BlockingIOError, FileNotFoundError):
                _remove_leftover(directory)
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=RUNTIME_DIRECTORY))
        return made, _locked(made)


def _remove_leftover(directory):
    lock = _locked(directory)
    for name in namespace.names():
        if name.startswith(f"{directory.name}-"):
            namespace.remove(name)
    shutil.rmtree(directory)
    os.close(lock)


def _locked(directory):
    descriptor = os.open(directory / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor
