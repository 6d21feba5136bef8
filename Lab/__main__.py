"""`python3 -m Lab [--check]`: the laboratory, for a person or for a test."""

import argparse
import os
import sys
from pathlib import Path

from . import demo

parser = argparse.ArgumentParser(prog="Lab", description="A mobile node visits two links and comes home.")
parser.add_argument("--check", action="store_true", help="check every step and leave nobody at a prompt")
arguments = parser.parse_args()

if os.geteuid() != 0:
    sys.exit("lab: making network namespaces needs the rights of root: sudo make lab")
binaries = Path(os.environ.get("HAOS_BIN", Path(__file__).parent.parent / ".build/debug")).absolute()
if not (binaries / "haosd").exists():
    sys.exit(f"lab: {binaries} has no haosd; `make lab` builds it")
sys.exit(demo.run(binaries, arguments.check))
