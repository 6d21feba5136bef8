"""strongSwan's charon in a namespace of the laboratory."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from .vici import Vici, ViciError

CHARON = "/usr/sbin/charon-systemd"
#: What a home agent's strongSwan is told beside this.
HOME_AGENT_SETTINGS = Path(__file__).parent.parent / "Packaging/strongswan/haos.conf"
#: What a mobile node's is told.
MOBILE_NODE_SETTINGS = HOME_AGENT_SETTINGS.with_name("haos-mobile-node.conf")
SETTINGS = """\
charon-systemd {{
  load_modular = no
  load = {plugins}
  plugins {{
    vici {{
      socket = unix://{socket}
    }}
  }}
  filelog {{
    log {{
      path = {folder}/log
      default = 1
      flush_line = yes
    }}
  }}
  install_virtual_ip = no
  retransmit_tries = 2
  retransmit_timeout = 1.0
}}
"""
PLUGINS = "random nonce aes sha1 sha2 hmac kdf x509 revocation constraints pubkey pkcs1 pkcs8 pem openssl gcm " \
          "kernel-netlink socket-default vici updown"


class Charon:
    """A charon of its own, with its own control socket."""

    def __init__(self, namespace, socket=None, settings=None):
        """Makes what it needs, its control socket at a path and a file of more settings; it does not run yet."""
        self.namespace = namespace
        self._folder = Path(tempfile.mkdtemp(prefix="charon."))
        self.socket = socket or self._folder / "charon.vici"
        text = SETTINGS.format(folder=self._folder, plugins=PLUGINS, socket=self.socket)
        (self._folder / "strongswan.conf").write_text(text + (f"include {settings}\n" if settings else ""))
        self._process = None

    @property
    def log(self):
        """What it has to say."""
        return (self._folder / "log").read_text()

    def start(self):
        """Starts it, and waits until it can be talked to."""
        environment = os.environ | {"STRONGSWAN_CONF": str(self._folder / "strongswan.conf")}
        self._process = subprocess.Popen(
            self.namespace.command(CHARON), env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            try:
                with closing(Vici(self.socket)) as vici:
                    vici.request("version")
                return self
            except (OSError, ViciError):
                assert self._process.poll() is None, "charon does not start"
                assert time.monotonic() < deadline, "charon does not answer"
                time.sleep(0.05)

    def kill(self):
        """Ends it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self):
        """Ends it, and leaves nothing behind."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def request(self, command, message=None, stream=None):
        """Gives a command by a connection of its own."""
        with closing(Vici(self.socket)) as vici:
            return vici.request(command, message, stream)

    @property
    def associations(self):
        """Its IKE associations, by the name of their connection; the last of each."""
        return {name: value for event in self.request("list-sas", stream="list-sa") for name, value in event.items()}
