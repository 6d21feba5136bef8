"""Very many registrations, sent from a foreign link as fast as they are acknowledged.

Run as a program in the namespace of the interface: `python3 -m Benchmarks.registrations INTERFACE LINK-LAYER COUNT
SEQUENCE WINDOW`. The window is how many are on their way at a time. It ends when each is acknowledged, and writes how
many were a second and, in milliseconds and in order, how long each took. Nothing of them is authenticated.
"""

import json
import socket
import struct
import sys
import time
from pathlib import Path

from Lab.wire import octets

HOME_AGENT, HOME_PREFIX, FOREIGN_PREFIX = octets("2001:db8:8:1::1"), octets("2001:db8:8::")[:8], octets("2001:db8:9::")[:8]
#: Seconds until what was not acknowledged is sent again.
PATIENCE = 1.0
ETHERTYPE_IPV6 = 0x86DD


def total(data):
    """The sum of the 16-bit words."""
    return sum(struct.unpack(f"!{len(data) // 2}H", data))


def packet(number, sequence):
    """The Binding Update of a mobile node; its checksum is over the home address (RFC 6275 section 6.1.1)."""
    identifier = struct.pack("!Q", number)
    # Payload Protocol, length, type; sequence number, A and H, lifetime, and padding to 8 octets (PadN).
    begin, end = struct.pack("!BBBB", 59, 1, 5, 0), struct.pack("!HHHBBH", sequence, 0xC000, 0xFFFF, 1, 2, 0)
    checksum = total(HOME_AGENT) + total(HOME_PREFIX + identifier) + 16 + 135 + total(begin + end)
    while checksum >> 16:
        checksum = (checksum & 0xFFFF) + (checksum >> 16)
    update = begin + struct.pack("!H", ~checksum & 0xFFFF) + end
    option = struct.pack("!BBBBBBBB", 135, 2, 1, 2, 0, 0, 0xC9, 16) + HOME_PREFIX + identifier
    return (struct.pack("!IHBB", 0x60000000, len(option) + len(update), 60, 64) + FOREIGN_PREFIX + identifier
            + HOME_AGENT + option + update)


def acknowledged(frame):
    """The number of the mobile node that an acknowledgement of acceptance is for; `None` for anything else."""
    header = 14 + 40 + 24
    if len(frame) > header + 6 and frame[20] == 43 and frame[header + 2] == 6 and frame[header + 6] < 128:
        return struct.unpack_from("!Q", frame, 14 + 32)[0]
    return None


def register(interface, router, count, sequence, window):
    """Registers mobile nodes 1 to `count`; returns the seconds that each waited for its acknowledgement."""
    source = bytes.fromhex(Path(f"/sys/class/net/{interface}/address").read_text().strip().replace(":", ""))
    frame_header = bytes.fromhex(router.replace(":", "")) + source + struct.pack("!H", ETHERTYPE_IPV6)
    next_number, waiting, waited = 1, {}, []
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETHERTYPE_IPV6)) as link:
        link.bind((interface, ETHERTYPE_IPV6))
        link.settimeout(PATIENCE / 4)
        while waiting or next_number <= count:
            again = [number for number, sent in waiting.items() if time.monotonic() - sent > PATIENCE]
            fresh = range(next_number, min(count + 1, next_number + window - len(waiting)))
            next_number += len(fresh)
            for number in [*again, *fresh]:
                waiting[number] = time.monotonic()
                link.send(frame_header + packet(number, sequence))
            try:
                for _ in range(max(1, len(waiting) // 2)):
                    sent = waiting.pop(acknowledged(link.recv(2048)), None)
                    if sent:
                        waited.append(time.monotonic() - sent)
            except TimeoutError:
                pass
    return waited


if __name__ == "__main__":
    began = time.monotonic()
    times = register(*sys.argv[1:3], *map(int, sys.argv[3:]))
    print(json.dumps({"rate": len(times) / (time.monotonic() - began), "times": sorted(1000 * one for one in times)}))
