"""A flood: frames sent from an interface over and over, as fast as one processor can.

Run as a program in the namespace of the interface: `python3 -m Lab.flood INTERFACE SECONDS FILE`, with the frames in the
file, each behind its length in two octets. It writes a line when it begins, and at the end how many frames it sent a
second.
"""

import ctypes
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

#: How many frames are handed to the kernel at once.
BATCH = 1024
ETHERTYPE_IPV6 = 0x86DD
SOL_PACKET, PACKET_QDISC_BYPASS = 263, 20
_libc = ctypes.CDLL(None, use_errno=True)


class Vector(ctypes.Structure):
    """struct iovec of readv(2)."""

    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


class Message(ctypes.Structure):
    """struct mmsghdr of sendmmsg(2)."""

    _fields_ = [("name", ctypes.c_void_p), ("name_length", ctypes.c_uint), ("vectors", ctypes.POINTER(Vector)),
                ("vector_count", ctypes.c_size_t), ("control", ctypes.c_void_p), ("control_length", ctypes.c_size_t),
                ("flags", ctypes.c_int), ("sent", ctypes.c_uint)]


class Flood:
    """Frames on their way from an interface of a namespace, for so many seconds."""

    def __init__(self, node, interface, frames, seconds, directory):
        """Begins, and returns when the first frames are on their way."""
        file = Path(directory, f"flood-{interface}")
        file.write_bytes(b"".join(struct.pack("!H", len(frame)) + frame for frame in frames))
        self._process = subprocess.Popen(
            node.command(sys.executable, "-B", "-m", "Lab.flood", interface, seconds, file),
            cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, text=True)
        self._process.stdout.readline()

    def end(self):
        """Waits for the end; how many frames were sent a second."""
        output, _ = self._process.communicate()
        return float(output)


def frames_in(octets):
    """The frames of a file."""
    position = 0
    while position < len(octets):
        (length,) = struct.unpack_from("!H", octets, position)
        yield octets[position + 2:position + 2 + length]
        position += 2 + length


def send(interface, seconds, frames):
    """Sends; returns how many frames a second left the interface."""
    buffers = [ctypes.create_string_buffer(frame, len(frame)) for frame in frames]
    messages = (Message * len(buffers))()
    vectors = (Vector * len(buffers))()
    for message, vector, buffer in zip(messages, vectors, buffers):
        vector.base, vector.length = ctypes.addressof(buffer), len(buffer)
        message.vectors, message.vector_count = ctypes.pointer(vector), 1
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as packets:
        packets.bind((interface, ETHERTYPE_IPV6))
        packets.setsockopt(SOL_PACKET, PACKET_QDISC_BYPASS, 1)
        print("it begins", flush=True)
        sent, position, began = 0, 0, time.monotonic()
        while (spent := time.monotonic() - began) < seconds:
            count = min(BATCH, len(messages) - position)
            done = max(0, _libc.sendmmsg(packets.fileno(), ctypes.byref(messages[position]), count, 0))
            sent += done
            position = (position + done) % len(messages)
    return sent / spent


if __name__ == "__main__":
    print(send(sys.argv[1], float(sys.argv[2]), list(frames_in(Path(sys.argv[3]).read_bytes()))))
