#!/usr/bin/env python3
"""Make the seed corpus of each fuzzer from the golden packets.

usage: make-corpus.py [DIRECTORY]

Writes DIRECTORY/{Packet,MobilityHeader,ICMPv6}/NAME; the directory is Corpus beside this file unless it is named.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
IPV6_HEADER = 40
FRAGMENT, ICMPV6, MOBILITY = 44, 58, 135
EXTENSIONS = {0, 43, FRAGMENT, 60}
FUZZERS = {MOBILITY: "MobilityHeader", ICMPV6: "ICMPv6"}


def upper_layer(packet):
    """The upper layer's protocol and octets."""
    protocol, offset = packet[6], IPV6_HEADER
    while protocol in EXTENSIONS and offset + 8 <= len(packet):
        length = 8 if protocol == FRAGMENT else 8 + 8 * packet[offset + 1]
        protocol, offset = packet[offset], offset + length
    return protocol, packet[offset:]


def main(directory):
    vectors = json.loads((HERE / "../Tests/Fixtures/mip6-vectors.json").read_text())["vectors"]
    for fuzzer in ["Packet", *FUZZERS.values()]:
        (directory / fuzzer).mkdir(parents=True, exist_ok=True)
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
