"""Sockets of programs in namespaces, and what is sent through them."""

import socket
from contextlib import closing

UDP_SEGMENT = 103


def opened(node, kind):
    """A socket in a namespace, for a `with` statement."""
    with node.entered():
        made = socket.socket(socket.AF_INET6, kind)
    made.settimeout(20)
    return closing(made)


def send_datagrams(sender, data, length, segmented):
    """Sends data as datagrams of a length: one by one, or all at once for the kernel to cut."""
    if segmented:
        sender.setsockopt(socket.IPPROTO_UDP, UDP_SEGMENT, length)
        sender.send(data)
    else:
        for start in range(0, len(data), length):
            sender.send(data[start:start + length])
