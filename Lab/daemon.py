"""A home agent's daemon in a namespace, and its shell."""

import signal
import subprocess
import time
from pathlib import Path


class Daemon:
    """`haosd` with a startup-config and directories of its own. `start` it, and `stop` or `kill` it."""

    def __init__(self, binaries, node, directory):
        """A daemon of the binaries in a directory, to run in a namespace, with its files in another directory."""
        self.binaries, self.node, self.directory = Path(binaries), node, Path(directory)
        self.startup_config = self.directory / "startup-config"
        self.state_directory = self.directory / "state"
        self.control_socket = self.directory / "control"
        self.strongswan_socket = self.directory / "charon.vici"
        self.log_file = self.directory / "haosd.log"
        self.process = None

    @property
    def arguments(self):
        """The command that starts it in its namespace."""
        return self.node.command(
            self.binaries / "haosd", "--startup-config", self.startup_config,
            "--state-directory", self.state_directory, "--control-socket", self.control_socket,
            "--strongswan-socket", self.strongswan_socket)

    def configure(self, text):
        """Writes the startup-config."""
        self.startup_config.write_text(text)
        return self

    def check(self):
        """Lets it check the startup-config."""
        return subprocess.run([*self.arguments, "--check"], capture_output=True, text=True, timeout=30)

    def launch(self):
        """Starts it without waiting until it is ready."""
        self.state_directory.mkdir(exist_ok=True)
        with open(self.log_file, "a") as log:
            self.process = subprocess.Popen(
                self.arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def start(self, timeout=20.0):
        """Starts it and returns when it is ready: when the shell reaches it."""
        self.launch()
        deadline = time.monotonic() + timeout
        while self.shell("show version").returncode != 0:
            if self.process.poll() is not None:
                raise RuntimeError(f"haosd ended with exit code {self.process.returncode}:\n{self.log}")
            if time.monotonic() > deadline:
                self.kill()
                raise TimeoutError(f"haosd is not ready after {timeout} s:\n{self.log}")
            time.sleep(0.1)
        return self

    def stop(self, timeout=10.0):
        """Asks it to end, as an init system does; returns its exit code."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self.process = None

    def kill(self):
        """Ends it without a warning, as a crash does."""
        self.process.kill()
        self.process.wait()
        self.process = None

    @property
    def memory(self):
        """Octets of memory that it has in use."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024

    @property
    def log(self):
        """What it has logged."""
        return self.log_file.read_text(errors="replace")

    @property
    def log_or_nothing(self):
        """What it has logged, if it was ever started."""
        return self.log if self.log_file.exists() else "nothing"

    def shell_arguments(self, *arguments):
        """The command that runs its shell."""
        return [str(self.binaries / "haosh"), "--control-socket", str(self.control_socket), *map(str, arguments)]

    def shell(self, *commands, arguments=()):
        """Runs commands in one session of its shell, whatever comes of it."""
        flags = [word for command in commands for word in ("-c", command)]
        return subprocess.run(
            self.shell_arguments(*arguments, *flags),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)

    def ask(self, *commands):
        """Runs commands in one session of its shell and returns what they print; a failure is an exception."""
        done = self.shell(*commands)
        if done.returncode != 0:
            raise RuntimeError(f"haosh: exit code {done.returncode}: {done.stderr}{done.stdout}")
        return done.stdout
