"""The routers of the access links, which tell of themselves by Router Advertisements: radvd, on the core router."""

import subprocess
import time

from .topology import ACCESS1, ACCESS2

CONFIGURATION = """\
interface {name} {{
  AdvSendAdvert on; AdvIntervalOpt on; AdvSourceLLAddress on; AdvDefaultLifetime 60;
  MaxRtrAdvInterval {maximum}; MinRtrAdvInterval {minimum}; MinDelayBetweenRAs {minimum};
  prefix {router}/64 {{
    AdvOnLink on; AdvAutonomous on; AdvRouterAddr on; AdvValidLifetime 600; AdvPreferredLifetime 300;
  }};
}};
"""


class AccessRouters:
    """Routers that speak up every 30 to 70 ms, the fastest that RFC 6275 section 7.5 allows, if not told otherwise."""

    def __init__(self, topology, minimum=0.03, maximum=0.07, links=(ACCESS1, ACCESS2)):
        """Makes them for a topology; the intervals are in seconds."""
        self.topology, self.process = topology, None
        self.file = topology.directory / "radvd.conf"
        self.file.write_text("".join(
            CONFIGURATION.format(name=link.name, router=link.router, minimum=minimum, maximum=maximum)
            for link in links))
        topology.on_close(self.stop)

    def start(self):
        """Begins; an error of radvd's is an exception."""
        identity = self.topology.directory / "radvd.pid"
        log = self.topology.directory / "radvd.log"
        with open(log, "w") as output:
            self.process = subprocess.Popen(
                self.topology.core.command("radvd", "-n", "-m", "stderr", "-C", self.file, "-p", identity),
                stdout=output, stderr=output)
        time.sleep(0.2)
        if self.process.poll() is not None:
            raise RuntimeError(f"radvd ended: {log.read_text()}")
        return self

    def stop(self):
        """Ends."""
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None
