"""The log from outside: syslog hosts, sessions that watch, debugging, and the audit trail."""

import json
import re
import socket
import stat
import struct
import threading
from pathlib import Path

import pexpect
import pytest

from support import HomeAgent, eventually

#: The version of the control protocol.
VERSION = int(re.search(
    r"currentVersion = (\d+)",
    (Path(__file__).parents[2] / "Sources/Management/ControlProtocol/ControlHello.swift").read_text())[1])

#: A message of RFC 5424: priority, the line, its severity.
SYSLOG = re.compile(
    r"<(\d+)>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z HA1 haosd \d+ [A-Z0-9_]+-[A-Z_]+ (?:-|\[meta sequenceId=\"\d+\"\]) "
    r"(%[A-Z0-9_]+-([0-7])-[A-Z_]+: .*)", re.DOTALL)


@pytest.fixture(scope="module")
def agent(binaries):
    """A home agent of its own: its log is looked at."""
    with HomeAgent(binaries) as agent:
        yield agent


def configure(agent, *lines):
    agent.daemon.ask("configure terminal", *lines)


class Receiver:
    """A syslog host in the home agent's namespace."""

    def __init__(self, agent, kind, port=0):
        self.kind, self.messages, self.connections = kind, [], []
        with agent.topology.home_agent.entered():
            self.socket = socket.socket(socket.AF_INET6, kind)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("::1", port))
        self.port = self.socket.getsockname()[1]
        if kind == socket.SOCK_STREAM:
            self.socket.listen()
        threading.Thread(target=self._accept if kind == socket.SOCK_STREAM else self._receive, daemon=True).start()

    def close(self):
        for each in [self.socket, *self.connections]:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()

    def saw(self, text):
        return any(text in message for message in list(self.messages))

    def _receive(self):
        while True:
            try:
                octets = self.socket.recv(65536)
            except OSError:
                return
            if not octets:
                return
            self.messages.append(octets.decode())

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._read, args=[connection], daemon=True).start()

    def _read(self, connection):
        """Octet counting, RFC 6587 section 3.4.1."""
        with connection.makefile("rb") as stream:
            try:
                while length := b"".join(iter(lambda: stream.read(1).strip(), b"")):
                    self.messages.append(stream.read(int(length)).decode())
            except OSError:
                return


class Watcher:
    """A session of the control protocol that runs commands and keeps the log lines it is shown."""

    def __init__(self, agent, line="pts/9", origin=""):
        self.notices = []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(5)
        self.socket.connect(str(agent.daemon.control_socket))
        self.request({"hello": {"_0": {
            "version": VERSION, "isInteractive": True, "width": 80, "line": line, "origin": origin,
            "logsIn": False}}})

    def close(self):
        self.socket.close()

    def run(self, line):
        return self.request({"execute": {"line": line}})

    def request(self, value):
        body = json.dumps(value).encode()
        self.socket.sendall(struct.pack("!I", len(body)) + body)
        while "result" not in (reply := self._reply()):
            pass
        return reply["result"]["_0"]

    def saw(self, text):
        """Whether a log line came, waiting a moment for more."""
        self.socket.settimeout(0.05)
        try:
            while not any(text in notice for notice in self.notices):
                self._reply()
            return True
        except (TimeoutError, socket.timeout):
            return any(text in notice for notice in self.notices)
        finally:
            self.socket.settimeout(5)

    def _reply(self):
        reply = json.loads(self._exactly(*struct.unpack("!I", self._exactly(4))))
        if "notice" in reply:
            self.notices += reply["notice"]["text"].splitlines()
        return reply

    def _exactly(self, count):
        octets = self.socket.recv(count, socket.MSG_WAITALL)
        assert len(octets) == count, "the daemon closed the session"
        return octets


def lines(agent):
    """The log's lines in memory."""
    return json.loads(agent.daemon.ask("show logging | json"))["lines"]


def texts(agent, mnemonic):
    return [line["text"] for line in lines(agent) if line["mnemonic"] == mnemonic]


@pytest.mark.parametrize("kind, transport", [(socket.SOCK_DGRAM, "udp"), (socket.SOCK_STREAM, "tcp")])
def test_a_syslog_host_gets_what_it_wants(agent, kind, transport):
    receiver = Receiver(agent, kind)
    host = f"logging host ::1 transport {transport} port {receiver.port}"
    try:
        configure(agent, host, "logging trap notifications")
        node = agent.fresh_mobile_node()
        assert node.register().status == 0
        eventually(lambda: receiver.saw(f"%MIPV6-5-REGISTERED: home address {node.home_address}"), receiver.messages)
        for message in receiver.messages:
            priority, _, severity = SYSLOG.fullmatch(message).groups()
            assert int(priority) == 23 * 8 + int(severity) and int(severity) <= 5, message
        configure(agent, "logging facility local0", "service sequence-numbers", "logging trap informational")
        agent.daemon.ask("show version")
        eventually(lambda: receiver.saw('typed "show version"'), receiver.messages)
        last = receiver.messages[-1]
        assert last.startswith("<134>1") and "[meta sequenceId=" in last
    finally:
        configure(agent, f"no {host}", "no logging facility", "no service sequence-numbers", "no logging trap 5")
        receiver.close()


def test_a_syslog_host_that_comes_later_gets_what_waited(agent):
    receiver = Receiver(agent, socket.SOCK_STREAM)
    port = receiver.port
    receiver.close()
    host = f"logging host ::1 transport tcp port {port}"
    configure(agent, host)
    try:
        agent.daemon.ask("show version")
        eventually(lambda: any("Connection refused" in text for text in texts(agent, "SYSLOG")), "it says so")
        state = json.loads(agent.daemon.ask("show logging | json"))["hosts"]
        assert [entry["isUp"] for entry in state] == [False]
        receiver = Receiver(agent, socket.SOCK_STREAM, port)
        eventually(lambda: receiver.saw('typed "show version"'), "what waited comes", timeout=10)
        assert "tcp port" in agent.daemon.ask("show logging") and ", up)" in agent.daemon.ask("show logging")
    finally:
        configure(agent, f"no {host}")
        receiver.close()


def test_a_syslog_host_that_reads_nothing_holds_up_nobody(agent):
    with agent.topology.home_agent.entered():
        deaf = socket.create_server(("::1", 0), family=socket.AF_INET6)
    host = f"logging host ::1 transport tcp port {deaf.getsockname()[1]}"
    configure(agent, host, "logging trap debugging")
    try:
        watcher = Watcher(agent)
        for _ in range(40):
            watcher.run("!" + "x" * 900)
        watcher.close()
        agent.assert_alive()
    finally:
        configure(agent, f"no {host}", "no logging trap debugging")
        deaf.close()


def test_sessions_see_the_log_if_they_want_to(agent):
    wants, does_not, console = Watcher(agent), Watcher(agent, "pts/8"), Watcher(agent, "ttyS0")
    try:
        assert wants.run("terminal monitor")["terminal"]["monitors"] is True
        node = agent.fresh_mobile_node()
        assert node.register().status == 0
        expected = f"%MIPV6-5-REGISTERED: home address {node.home_address}"
        assert eventually(lambda: wants.saw(expected), "the session that asked for it sees it")
        assert eventually(lambda: console.saw(expected), "the console sees it unasked")
        assert not does_not.saw("%")
        wants.run("terminal no monitor")
        wants.notices.clear()
        configure(agent, "no logging console")
        console.saw("no logging console")
        console.notices.clear()
        assert agent.fresh_mobile_node().register().status == 0
        assert not wants.saw("REGISTERED") and not console.saw("REGISTERED")
    finally:
        configure(agent, "logging console")
        for session in (wants, does_not, console):
            session.close()


def test_a_person_at_the_prompt_sees_the_log(agent):
    shell = agent.daemon.shell_arguments()
    child = pexpect.spawn(shell[0], shell[1:], encoding="utf-8", timeout=5, dimensions=(40, 200))
    try:
        child.expect("HA1>")
        child.sendline("terminal monitor")
        child.expect("HA1>")
        child.send("show vers")
        node = agent.fresh_mobile_node()
        assert node.register().status == 0
        child.expect(f"%MIPV6-5-REGISTERED: home address {node.home_address} at")
        child.expect("show vers")
        child.sendline("ion")
        child.expect("uptime is")
    finally:
        child.close(force=True)


def test_a_session_that_reads_nothing_holds_up_nobody(agent):
    deaf = Watcher(agent)
    try:
        deaf.run("terminal monitor")
        typist = Watcher(agent, "pts/8")
        for _ in range(400):
            typist.run("!" + "x" * 900)
        typist.close()
        agent.assert_alive()
        deaf.saw("nothing of the kind")
        assert any("more lines came faster than they could be shown" in notice for notice in deaf.notices) \
            or len(deaf.notices) >= 400
    finally:
        deaf.close()


def test_debugging_tells_every_decision(agent):
    agent.daemon.ask("clear logging", *(f"debug ipv6 mobile {area}" for area in (
        "registrations", "home-agent", "forwarding", "binding-cache", "correspondent-node")))
    try:
        node = agent.fresh_mobile_node()
        update = node.binding_update()
        assert node.exchange(update).status == 0
        assert node.register().status == 0
        told = [f"{line['severity']}-{line['mnemonic']} {line['text']}" for line in lines(agent)]
        story = [text for text in told if node.home_address in text and text.startswith("7-")]
        for part in ("Binding Update from", "authentic by SPI 1000", "passed all checks",
                     "duplicate address detection began", "nobody else uses it", "tunnel for", "binding made",
                     "defended on", "Binding Acknowledgement to", "status 0"):
            assert any(part in text for text in story), (part, story)
        stale = node.exchange(update)
        assert stale.status == 135
        assert any("is not newer than" in text for text in texts(agent, "REGISTRATION"))
    finally:
        agent.daemon.ask("undebug all")
    agent.daemon.ask("clear logging")
    assert agent.fresh_mobile_node().register().status == 0
    assert not [line for line in lines(agent) if line["severity"] == 7], "debugging is off"


def test_debugging_of_one_home_address(agent):
    wanted, other = agent.fresh_mobile_node(), agent.fresh_mobile_node()
    agent.daemon.ask("clear logging", f"debug ipv6 mobile registrations home-address {wanted.home_address}")
    try:
        assert wanted.register().status == 0 and other.register().status == 0
        story = texts(agent, "REGISTRATION")
        assert story and all(wanted.home_address in text for text in story)
    finally:
        agent.daemon.ask("no debug all")


def test_a_flood_while_everything_is_debugged_costs_no_registration(agent):
    """Lines are counted, not timed: the flood makes no more of them than the log takes, and nobody is kept waiting."""
    agent.daemon.ask("clear logging", *(f"debug ipv6 mobile {area}" for area in (
        "registrations", "home-agent", "forwarding", "binding-cache", "correspondent-node")))
    watcher = Watcher(agent)
    watcher.run("terminal monitor")
    flooder, victim = agent.registered_mobile_node(), agent.fresh_mobile_node()
    packet = flooder.binding_update().packet()
    before = agent.traffic()["bindingUpdatesReceived"]
    try:
        for _ in range(3000):
            flooder.station.send(packet, None)
        assert victim.register().status == 0
        for _ in range(5):
            assert victim.register().status == 0
        eventually(lambda: agent.traffic()["bindingUpdatesReceived"] - before >= 3000, "all were received", timeout=20)
        state = json.loads(agent.daemon.ask("show logging | json"))
        assert state["debuggingLeftOut"] > 3000, "what was too much is counted"
        eventually(lambda: any("debugging made more than" in text for text in texts(agent, "LOG")), "and said")
    finally:
        agent.daemon.ask("undebug all")
        watcher.close()


# The audit trail


def audit(agent, *arguments):
    return json.loads(agent.daemon.ask(" ".join(["show audit", *arguments, "| json"])))["records"]


def test_what_is_typed_is_kept_with_who_where_and_how_it_ended(agent):
    session = Watcher(agent, "pts/7", "2001:db8:77::1")
    for line in ("enable", "configure terminal", "hostname HA1", "hostnam", "frobnicate secret", "end"):
        session.run(line)
    session.close()
    kept = eventually(
        lambda: [r for r in audit(agent) if r["line"] == "pts/7"] if audit(agent, "last 3")[0]["kind"] else None,
        "it is kept")
    assert [(r["kind"], r.get("command"), r.get("code")) for r in kept] == [
        ("login", None, None), ("command", "enable", 0), ("command", "configure terminal", 0),
        ("command", "hostname HA1", 0), ("command", "hostnam", 2), ("command", "...", 2), ("command", "end", 0),
        ("logout", None, None)]
    assert all(r["user"] == "root" and r["origin"] == "2001:db8:77::1" for r in kept)
    assert any("root on pts/7 from 2001:db8:77::1 typed" in text for text in texts(agent, "COMMAND"))


def test_no_key_is_in_the_audit_trail_or_the_log(agent):
    key = "00c0ffee" * 4
    agent.daemon.ask(
        "configure terminal", "ipv6 mobile home-agent", "host group secret",
        f"authentication spi hex 3000 key hex {key}", "end")
    agent.daemon.shell("configure terminal", f"authentication spi hex 3000 kye hex {key}")
    agent.daemon.shell(f"enable {key}")
    for text in (agent.daemon.log, agent.daemon.ask("show audit"), agent.daemon.ask("show logging"),
                 (agent.daemon.state_directory / "audit").read_text()):
        assert "host group secret" in text and "c0ffee" not in text


def test_the_audit_trail_survives_a_crash_and_a_torn_line(agent):
    daemon = agent.daemon
    for round in range(3):
        daemon.ask("configure terminal", f"interface loop{round}", "end")
        trail = daemon.state_directory / "audit"
        eventually(lambda: f"interface loop{round}" in trail.read_text(), "it is on the disk in a moment")
        daemon.kill()
        with open(trail, "ab") as file:
            file.write(b'{"time":"2026-')
        daemon.start()
        commands = [record.get("command") for record in audit(agent)]
        for number in range(round + 1):
            assert f"interface loop{number}" in commands
    assert stat.S_IMODE((daemon.state_directory / "audit").stat().st_mode) == 0o600
    assert all(line.startswith('{"') for line in (daemon.state_directory / "audit").read_text().splitlines())
