#!/usr/bin/env python3
"""Make the seed corpus of each fuzzer from the golden packets, configurations and transcripts.

usage: make-corpus.py [DIRECTORY]

Writes DIRECTORY/{Packet,MobilityHeader,ICMPv6,Command,Configuration,Control,Vici}/NAME; the directory is Corpus beside this
file unless it is named.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE / "../Tests/Fixtures"
IPV6_HEADER = 40
FRAGMENT, ICMPV6, MOBILITY = 44, 58, 135
EXTENSIONS = {0, 43, FRAGMENT, 60}
PROMPT = re.compile(r"^[\w-]+(?:\(config[\w-]*\))?[>#](.*)$")
FUZZERS = {MOBILITY: "MobilityHeader", ICMPV6: "ICMPv6"}


def upper_layer(packet):
    """The upper layer's protocol and octets."""
    protocol, offset = packet[6], IPV6_HEADER
    while protocol in EXTENSIONS and offset + 8 <= len(packet):
        length = 8 if protocol == FRAGMENT else 8 + 8 * packet[offset + 1]
        protocol, offset = packet[offset], offset + length
    return protocol, packet[offset:]


def typed(transcript):
    """The lines that a person types in a transcript."""
    return [match[1] for line in transcript.splitlines() if (match := PROMPT.match(line))]


def frames(*requests):
    """Requests as they go over the control socket."""
    bodies = [json.dumps(request).encode() for request in requests]
    return b"".join(len(body).to_bytes(4, "big") + body for body in bodies)


def write_sessions(directory):
    """Seeds of commands, configurations and control connections."""
    source = (HERE / "../Sources/Management/ControlProtocol/ControlHello.swift").read_text()
    version = int(re.search(r"currentVersion = (\d+)", source)[1])
    hello = {"hello": {"_0": {"version": version, "isInteractive": True, "width": 80, "line": "", "origin": ""}}}
    for file in (FIXTURES / "Transcripts").iterdir():
        lines = typed(file.read_text())
        for start in range(0, len(lines), 8):
            some = ["enable", *lines[start:start + 8]]
            (directory / "Command" / f"{file.name}-{start}").write_text("\n".join(some))
            requests = [{"execute": {"line": line}} for line in some]
            asked = [{"help": {"line": some[-1]}}, {"complete": {"line": some[-1]}}, {"answer": {"text": "yes"}},
                     {"interrupt": {}}]
            (directory / "Control" / f"{file.name}-{start}").write_bytes(b"\xff" + frames(hello, *requests, *asked))
    for file in (FIXTURES / "Configurations").iterdir():
        (directory / "Configuration" / file.name).write_bytes(file.read_bytes())


def write_vici(directory):
    """Seeds of what strongSwan says: each kind of packet, and the message that its protocol's description has."""
    def named(kind, name):
        return bytes([kind, len(name)]) + name

    def value(text):
        return len(text).to_bytes(2, "big") + text

    example = (named(3, b"key1") + value(b"value1") + named(1, b"section1") + named(1, b"sub-section") + named(3, b"key2")
               + value(b"value2") + b"\x02" + named(4, b"list1") + b"\x05" + value(b"item1") + b"\x05" + value(b"item2")
               + b"\x06\x02")
    packets = {"response": b"\x01" + example, "event": named(7, b"list-sa") + example, "confirmed": b"\x05",
               "unknown-command": b"\x02", "unknown-event": b"\x06"}
    for name, packet in packets.items():
        (directory / "Vici" / name).write_bytes(b"\x0f" + len(packet).to_bytes(4, "big") + packet)


def main(directory):
    vectors = [vector for file in ("mip6-vectors.json", "identity-vectors.json")
               for vector in json.loads((FIXTURES / file).read_text())["vectors"]]
    for fuzzer in ["Packet", *FUZZERS.values(), "Command", "Configuration", "Control", "Vici"]:
        (directory / fuzzer).mkdir(parents=True, exist_ok=True)
    write_sessions(directory)
    write_vici(directory)
    for vector in vectors:
        packet = bytes.fromhex(vector["hex"])
        if vector.get("l3") == "ipv4":
            packet = packet[28:]
        (directory / "Packet" / vector["name"]).write_bytes(packet)
        protocol, octets = upper_layer(packet)
        if protocol in FUZZERS:
            (directory / FUZZERS[protocol] / vector["name"]).write_bytes(octets)


if __name__ == "__main__":
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) == 2 else HERE / "Corpus")
