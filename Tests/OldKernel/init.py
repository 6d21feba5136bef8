#!/usr/bin/python3
"""The first process on the old kernel: it mounts, loads modules, and runs the command that `run` was given."""

import base64
import ctypes
import os
import subprocess
from pathlib import Path

# `finit_module` has no wrapper in the C library that Python knows.
FINIT_MODULE = 313
MS_RDONLY = 1
HALT = 0xCDEF0123
MODULES = ("veth", "tun", "dummy", "bridge", "ifb", "sch_ingress", "cls_bpf", "cls_u32", "act_mirred", "sch_fq", "vrf",
           "8021q", "nlmon", "act_gact", "sch_netem",
           # IPsec, and what it encrypts by; random numbers for that.
           "hmac", "sha512_generic", "jitterentropy_rng", "drbg", "cbc", "ctr", "ghash-generic", "gcm", "authenc", "echainiv",
           "seqiv", "xfrm_user", "esp6")
EXCHANGE = Path("/mnt")

libc = ctypes.CDLL(None, use_errno=True)


def mount(kind, target, options=""):
    if libc.mount(b"none", target.encode(), kind.encode(), 0, options.encode()):
        print(f"init: {kind} cannot be mounted on {target}: {os.strerror(ctypes.get_errno())}")


def load_modules():
    """Loads modules and what they depend on, as modprobe(8) would, which may not be installed."""
    folder = Path("/usr/lib/uml/modules", os.uname().release)
    lines = (line.split(":") for line in (folder / "modules.dep").read_text().splitlines())
    needs = {Path(file).stem: (file, files.split()) for file, files in lines}
    for name in MODULES:
        file, others = needs.get(name, (None, []))
        for path in [*reversed(others), file] if file else []:
            with open(folder / path) as module:
                libc.syscall(FINIT_MODULE, module.fileno(), b"", 0)


def run():
    """Runs the command where it was given; returns its exit code."""
    where, arguments = (EXCHANGE / "command").read_text().splitlines()
    words = [word.decode() for word in base64.b64decode(arguments).split(b"\0")[:-1]]
    return subprocess.run(words, cwd=where, env={**os.environ, "HOME": "/run", "TMPDIR": "/run"}).returncode


def main():
    mount("proc", "/proc")
    mount("sysfs", "/sys")
    mount("bpf", "/sys/fs/bpf")
    mount("hostfs", str(EXCHANGE), os.environ["exchange"])
    mount("tmpfs", "/run")
    load_modules()
    subprocess.run(["ip", "link", "set", "lo", "up"])
    try:
        status = run()
    except OSError as error:
        print(f"init: {error}")
        status = 127
    (EXCHANGE / "status").write_text(str(status & 0xFF))
    os.sync()
    libc.reboot(HALT)


main()
