"""What goes over the wire, as a dissector reads it that knows nothing of either side."""

import signal
import subprocess
from contextlib import contextmanager

from support import eventually

MALFORMED = "_ws.malformed || _ws.short || _ws.expert.severity == error"
#: An acknowledged deletion.
DELETION = "mip6.mhtype == 6 && mip6.ba.lifetime == 0"


@contextmanager
def captured(node, file, *interfaces, last=None, times=1):
    """What passes interfaces of a namespace meanwhile, in a file, which in the end has the last packets, if they are
    known: so many that match."""
    flags = [flag for interface in interfaces for flag in ("-i", interface)]
    process = subprocess.Popen(node.command("tshark", *flags, "-w", file, "-q"), stderr=subprocess.PIPE, text=True)
    try:
        eventually(lambda: file.exists() and file.stat().st_size, "tshark captures nothing", timeout=15)
        yield
        if last:
            eventually(lambda: len(tshark(file, "-Y", last)) >= times, "the capture lacks the end", timeout=5)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def tshark(capture, *arguments):
    """The packets that match, in tshark's words."""
    done = subprocess.run(["tshark", "-n", "-r", capture, *arguments], capture_output=True, text=True)
    return done.stdout.splitlines()
