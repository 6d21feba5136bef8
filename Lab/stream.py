"""A steady stream of numbered datagrams between two nodes, and what becomes of it."""

import socket
import struct
import threading
import time
from dataclasses import dataclass

PORT = 9000


@dataclass(frozen=True)
class Arrival:
    """A datagram that arrived, and when, by the monotonic clock."""

    number: int
    moment: float


class Stream:
    """Datagrams from one node to an address of another, so many a second. A context manager: it flows inside."""

    def __init__(self, sender, receiver, destination, rate=1000):
        """Opens both ends; the receiver's is bound to the destination and stays so."""
        with receiver.entered():
            self._receiving = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            self._receiving.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
            self._receiving.bind((destination, PORT))
            self._receiving.settimeout(0.2)
        with sender.entered():
            self._sending = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        self._destination, self._interval = destination, 1 / rate
        self._flows, self._listens = True, True
        self.sent, self.arrivals = 0, []
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._send, self._receive)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._flows = False
        self._threads[0].join()
        time.sleep(0.5)
        self._listens = False
        self._threads[1].join()
        self._receiving.close()
        self._sending.close()

    def arrival_after(self, moment, timeout=20):
        """The first datagram that arrived after a moment; waits for it."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if self.arrivals and self.arrivals[-1].moment > moment:
                return next(arrival for arrival in self.arrivals if arrival.moment > moment)
            time.sleep(0.001)
        raise TimeoutError(f"nothing arrived for {timeout} s")

    @property
    def lost(self):
        """How many did not arrive."""
        return self.sent - len({arrival.number for arrival in self.arrivals})

    def _send(self):
        due = time.monotonic()
        while self._flows:
            try:
                self._sending.sendto(struct.pack("!I", self.sent), (self._destination, PORT))
            except OSError:
                pass
            self.sent += 1
            due += self._interval
            time.sleep(max(0, due - time.monotonic()))

    def _receive(self):
        while self._listens:
            try:
                octets = self._receiving.recv(2048)
            except (TimeoutError, OSError):
                continue
            self.arrivals.append(Arrival(struct.unpack_from("!I", octets)[0], time.monotonic()))
