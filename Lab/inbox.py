"""Received frames, waited for."""

import queue
import time


class Inbox:
    """The frames of a kind since the listening began."""

    def __init__(self):
        self._frames = queue.Queue()

    def put(self, frame):
        """Adds a frame."""
        self._frames.put(frame)

    def next(self, timeout=3.0):
        """The next frame, or `None` when none came in time (seconds)."""
        try:
            return self._frames.get(timeout=timeout)
        except queue.Empty:
            return None

    def collect(self, duration):
        """All the frames up to the end of a duration (seconds)."""
        end = time.monotonic() + duration
        frames = []
        while (left := end - time.monotonic()) > 0:
            if frame := self.next(left):
                frames.append(frame)
        return frames
