"""A TCP connection that two programs keep open, whatever becomes of the network between them."""

import socket
import threading
import time

PORT = 7
PATIENCE = 20


class Conversation:
    """A connection from one node to an address of another, which repeats what it is told."""

    def __init__(self, caller, answerer, address):
        """Opens it."""
        with answerer.entered():
            self._listener = socket.create_server((address, PORT), family=socket.AF_INET6)
        threading.Thread(target=self._repeat, daemon=True).start()
        with caller.entered():
            self._caller = socket.create_connection((address, PORT), timeout=PATIENCE)

    def say(self, words):
        """Says something, and returns how many seconds passed until it was repeated; else an exception."""
        began = time.monotonic()
        self._caller.sendall(words)
        heard = b""
        while len(heard) < len(words):
            more = self._caller.recv(len(words) - len(heard))
            if not more:
                raise RuntimeError("the TCP connection was closed")
            heard += more
        if heard != words:
            raise RuntimeError(f"the TCP connection repeats {heard!r}, not {words!r}")
        return time.monotonic() - began

    def close(self):
        """Ends it."""
        self._caller.close()
        self._listener.close()

    def _repeat(self):
        connection, _ = self._listener.accept()
        with connection:
            while words := connection.recv(65536):
                connection.sendall(words)
