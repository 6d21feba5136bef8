"""The binaries that are measured."""

import os
import sys
from pathlib import Path


def binaries(target):
    """The folder of the release binaries, or of those in HAOS_BIN. Ends the program, which `make target` runs, if it may
    not make network namespaces."""
    if os.geteuid() != 0:
        sys.exit(f"{target}: making network namespaces needs the rights of root: sudo make {target}")
    return Path(os.environ.get("HAOS_BIN", Path(__file__).parent.parent / ".build/release")).absolute()
