"""Who gets in and what they may do: a real sshd with the drop-in that is shipped, the console, and users without rights."""

import json
import os
import re
import shlex

import pexpect
import pytest

from machine import PACKAGING, Machine
from support import eventually


@pytest.fixture(scope="module")
def machine(binaries):
    """A machine with daemon, sshd and users."""
    with Machine(binaries) as machine:
        yield machine


def spawn(arguments, **options):
    return pexpect.spawn(arguments[0], arguments[1:], encoding="utf-8", timeout=10, dimensions=(24, 100), **options)


@pytest.fixture
def person(machine):
    """Lets users come in by SSH, with options of the client's, and waits for their prompts; closes them at the end."""
    children = []

    def come_in(user, *options, **environment):
        children.append(spawn(machine.ssh_arguments(user, options=("-tt", *options)), env=os.environ | environment))
        children[-1].expect("HA1[>#]")
        return children[-1]
    yield come_in
    for child in children:
        child.close(force=True)
    eventually(lambda: not machine.run("pgrep", "-r", "S,R", "haosh").stdout, "a session did not end", 10)


@pytest.fixture
def alice(person):
    """A person with privilege level 7."""
    return person("alice")


# The prompt, and commands with their exit codes.


def test_a_login_lands_at_the_prompt(alice):
    assert "It rains.\r\nMind the gap.\r\n" in alice.before
    alice.sendline("show privilege")
    alice.expect("Current privilege level is 7")
    alice.sendline("exit")
    alice.expect(pexpect.EOF)
    alice.wait()
    assert alice.exitstatus == 0


def test_who_may_only_look_gets_the_user_prompt(person):
    child = person("carol")
    assert child.after == "HA1>"
    child.sendline("enable")
    child.expect("Not authorised")


@pytest.mark.parametrize("user, command, code", [
    ("alice", ["show", "version"], 0), ("alice", ["show ipv6 mobile binding"], 0),
    ("bob", ["configure terminal"], 0), ("bob", ["reload cancel"], 1), ("alice", ["show", "nonsense"], 2),
    ("alice", ["show"], 2), ("carol", ["configure terminal"], 4), ("carol", ["show running-config"], 4),
    ("alice", ["write memory"], 4), ("bob", ["copy /etc/shadow running-config"], 4),
    ("bob", ["copy running-config /etc/passwd"], 4)])
def test_commands_return_their_exit_codes(machine, user, command, code):
    done = machine.ssh(user, *command)
    assert done.returncode == code, done.stdout + done.stderr
    assert bool(done.stderr) == (code != 0), "it says why"


def test_the_level_that_is_needed_is_told(machine):
    assert "privilege level 7" in machine.ssh("carol", "show running-config").stderr
    assert "privilege level 15" in machine.ssh("alice", "write memory").stderr


def test_commands_come_one_a_line(machine):
    done = machine.ssh("alice", "show version\nshow privilege")
    assert done.returncode == 0 and "HA1 uptime" in done.stdout and "level is 7" in done.stdout
    done = machine.ssh("alice", "show version\nnonsense\nshow privilege")
    assert done.returncode == 2 and "HA1 uptime" in done.stdout and "level" not in done.stdout


def test_commands_come_by_a_pipe(machine):
    done = machine.ssh("alice", options=("-T",), stdin=None, input="show version\nshow privilege\n")
    assert done.returncode == 0 and "level is 7" in done.stdout


def test_show_users_tells_where_they_come_from(machine, alice):
    users = json.loads(machine.ssh("bob", "show users | json").stdout)["users"]
    [person] = [user for user in users if user["user"] == "alice"]
    assert person["origin"] == "::1" and person["terminal"].startswith("pts/") and person["privilege"] == 7
    assert not person["isOwn"] and person["lineName"].startswith("vty ")
    [own] = [user for user in users if user["isOwn"]]
    assert own["user"] == "bob" and own["terminal"] == ""
    assert re.search(r"vty \d+ +alice +7 .* ::1", machine.ssh("bob", "who").stdout)


def test_a_session_can_be_ended_by_another(machine, alice):
    users = json.loads(machine.ssh("bob", "show users | json").stdout)["users"]
    [line] = [user["line"] for user in users if user["user"] == "alice"]
    assert machine.ssh("alice", f"clear line {line}").returncode == 4
    assert machine.ssh("bob", "clear line 99").returncode == 1
    assert machine.ssh("bob", f"clear line {line}").returncode == 0
    alice.expect("haosd closed the connection")
    alice.expect(pexpect.EOF)
    assert "the session of alice on pts/" in machine.log("haosd.log")


# Nothing else gets through.


@pytest.mark.parametrize("user", ["alice", "bob"])
@pytest.mark.parametrize("command", [
    "/bin/sh", "sh -c id", "show version; id", "show version && id", "$(id)", "`id`", "scp -t /tmp",
    "/usr/lib/openssh/sftp-server", "internal-sftp", "-f /etc/passwd", "--help", "haosh", "show version | sh",
    "show version > /tmp/x"])
def test_no_other_command(machine, user, command):
    done = machine.ssh(user, "--", command)
    assert done.returncode == 2 and "% " in done.stderr, done.stderr
    assert "uid=" not in done.stdout + done.stderr


def test_no_file_transfer(machine, tmp_path):
    for program, arguments in (("sftp", ["-b", "/dev/stdin", "alice@[::1]"]),
                               ("scp", ["alice@[::1]:/etc/hostname", str(tmp_path)]),
                               ("scp", ["-O", "alice@[::1]:/etc/hostname", str(tmp_path)])):
        done = machine.run(*machine.ssh_arguments("alice", *arguments, program=program)[len(machine.command()):], stdin=None,
                           input="get /etc/hostname\n")
        assert done.returncode != 0, done.stdout
    assert not list(tmp_path.iterdir())
    assert machine.ssh("alice", "sftp", options=("-s",)).returncode == 2


@pytest.mark.parametrize("user", ["alice", "bob"])
@pytest.mark.parametrize("forwarding", [
    ["-W", "[::1]:22"], ["-o", "ExitOnForwardFailure=yes", "-R", "9000:[::1]:22", "-N"],
    ["-o", "ExitOnForwardFailure=yes", "-R", "/run/room/remote:/run/haos/control", "-N"],
    ["-o", "ExitOnForwardFailure=yes", "-o", "Tunnel=point-to-point", "-N"]])
def test_no_forwarding(machine, user, forwarding):
    done = machine.ssh(user, options=forwarding)
    assert done.returncode == 255, done.stderr
    assert re.search("forwarding failed|open failed|refused|prohibited|tunnel", done.stderr, re.IGNORECASE)


#: Clients of what ssh listens at, which print what they get: a banner of sshd, an answer of haosd, or nothing.
UNIX_CLIENT = """
s = socket.socket(socket.AF_UNIX); s.connect("/run/room/local"); s.sendall(bytes([255] * 4)); print(s.recv(99))"""
SOCKS_CLIENT = """
s = socket.create_connection(("::1", 9001)); s.sendall(bytes([5, 1, 0])); s.recv(2)
s.sendall(bytes([5, 1, 0, 4]) + bytes(15) + bytes([1, 0, 22])); s.recv(22); print(s.recv(99))"""


@pytest.mark.parametrize("forwarding, client", [
    (["-L", "/run/room/local:[::1]:22"], UNIX_CLIENT), (["-L", "/run/room/local:/run/haos/control"], UNIX_CLIENT),
    (["-D", "[::1]:9001"], SOCKS_CLIENT)], ids=["port", "socket", "socks"])
def test_no_forwarding_of_what_comes_later(machine, person, forwarding, client):
    """The client listens, but nothing that connects gets through."""
    child = person("alice", "-o", "StreamLocalBindUnlink=yes", *forwarding)
    program = "import contextlib, socket\nsocket.setdefaulttimeout(5)\nwith contextlib.suppress(ConnectionError):"
    answer = machine.run("/usr/bin/python3", "-c", program + client.replace("\n", "\n    "))
    assert answer.stdout.strip() in ("", "b''") and not answer.stderr, answer
    child.expect("open failed")


def test_nothing_of_the_client_is_in_the_environment(machine, person):
    """No agent, no display, no variable of the client's, whatever is asked for."""
    agent = machine.start("ssh-agent", "-D", "-a", "/run/room/agent", log="agent.log")
    eventually(lambda: machine.run("test", "-e", "/run/room/agent").returncode == 0, "there is no agent")
    person("alice", "-A", "-Y", "-o", "SetEnv=LC_ALL=de_DE.UTF-8 LD_PRELOAD=/x EDITRC=/x PAGER=/x HAOS_ACCEPTS=x",
           DISPLAY=":0", SSH_AUTH_SOCK="/run/room/agent")
    pids = machine.run("pgrep", "-r", "S,R", "-u", "alice", "haosh").stdout.split()
    assert len(pids) == 1
    environment = machine.run("cat", f"/proc/{pids[0]}/environ").stdout
    assert "SSH_CONNECTION=::1" in environment
    for name in ("SSH_AUTH_SOCK", "DISPLAY", "LC_ALL", "LD_PRELOAD", "EDITRC", "PAGER", "HAOS"):
        assert f"{name}=" not in environment
    agent.terminate()


def test_no_key_opens_anything_else(alice):
    """Ctrl-Z, Ctrl-\\ and escapes stay in the shell."""
    for keys in ("\x1a", "\x1c", "!sh\r", "show version | !sh\r"):
        alice.send(keys)
    alice.sendline("show privilege")
    alice.expect("Current privilege level is 7")


def test_a_login_shell_takes_no_options(machine):
    for arguments in (["-f", "/etc/passwd"], ["--control-socket", "/tmp/x"]):
        done = machine.run("bash", "-c", 'exec -a -haosh haosh "$@"', "bash", *arguments)
        assert done.returncode not in (0, 1) and "restricted" in done.stderr
    done = machine.run("bash", "-c", 'exec -a -haosh haosh "$@"', "bash", "-c", "show privilege")
    assert done.returncode == 0


# The daemon's own rights, and its socket.


def test_the_rights_that_the_unit_leaves_are_enough(machine):
    """An interface, its address, the eBPF programs on it, and a saved configuration."""
    machine.run("ip", "link", "add", "home0", "type", "veth", "peer", "name", "home0-peer")
    done = machine.run(*(["haosh"] + [word for line in (
        "configure terminal", "ipv6 mobile", "interface home0", "ipv6 address 2001:db8:1::1/64",
        "ipv6 mobile home-agent enable", "end", "write memory") for word in ("-c", line)]))
    assert done.returncode == 0, done.stderr
    eventually(lambda: "2001:db8:1::1/64" in machine.run("ip", "address", "show", "dev", "home0").stdout, "no address")
    assert "home-agent enable" in (machine.directory / "startup-config").read_text()
    log = machine.log("haosd.log")
    assert not re.search(r"%[A-Z_0-9]+-[0-3]-", log), log


def test_the_socket_is_for_the_group(machine):
    assert machine.run("stat", "-c", "%A %U %G", "/run/haos/control").stdout.split() == ["srw-rw----", "root", "haos"]
    done = machine.run("setpriv", "--reuid=dora", "--regid=65534", "--clear-groups", "haosh", "-c", "show version")
    assert done.returncode == 4 and "Permission denied" in done.stderr


def test_many_sessions_of_one_user_keep_nobody_out(machine):
    holder = machine.start(
        "setpriv", "--reuid=carol", "--regid=haos", "--clear-groups", "/usr/bin/python3", "-c",
        "import socket, time\n"
        "held = []\n"
        "for _ in range(100):\n"
        "    s = socket.socket(socket.AF_UNIX); s.connect('/run/haos/control'); held.append(s)\n"
        "print('held', flush=True); time.sleep(60)", log="holder.log")
    eventually(lambda: "held" in machine.log("holder.log"), "not held", 10)
    assert machine.run("haosh", "-c", "show version").returncode == 0, "root gets in"
    assert machine.ssh("alice", "show version").returncode == 0, "others get in"
    assert machine.ssh("carol", "show version").returncode == 3
    holder.terminate()
    eventually(lambda: machine.ssh("carol", "show version").returncode == 0, "carol gets in again")


# The console.


def console(machine):
    """The command line of the unit that is shipped, as systemd would start it."""
    unit = (PACKAGING / "systemd/haos-console@.service").read_text()
    [line] = re.findall("^ExecStart=-?(.*)$", unit, re.MULTILINE)
    return spawn(machine.command(*[word.replace("$TERM", "vt100") for word in shlex.split(line)]))


def test_the_console_asks_for_name_and_password(machine):
    child = console(machine)
    child.expect("It rains.\r\n")
    for name, password in (("oscar", "wrong"), ("nobody", "open sesame")):
        child.expect("Username: ")
        assert "Mind" not in child.before
        child.sendline(name)
        child.expect("Password: ")
        child.sendline(password)
        child.expect("Login invalid")
    child.expect("Username: ")
    child.sendline("oscar")
    child.expect("Password: ")
    child.sendline("open sesame")
    child.expect("Mind the gap.\r\n")
    assert "sesame" not in child.before
    child.expect("HA1#")
    child.sendline("show users | include oscar")
    child.expect(r"oscar +15 ")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    log = machine.log("haosd.log")
    assert "LOGIN_SUCCESS: oscar on pts/" in log and "failed to log in as oscar" in log
    assert "sesame" not in log and "somebody unknown" in log


def test_nobody_gets_past_the_console(machine):
    child = console(machine)
    child.expect("Username: ")
    child.sendintr()
    child.expect("Username: ")
    for _ in range(3):
        child.sendline("show version")
        child.expect("Password: ")
        child.sendline("enable")
        child.expect("invalid")
    child.expect(pexpect.EOF)
    assert "uptime" not in child.before
    eventually(lambda: not machine.run("pgrep", "-r", "S,R", "-u", "haos-console").stdout, "something is left", 10)
