"""A mobile node as a listener to multicast groups (RFC 2710, RFC 3810): what it says, and what is for it."""

from scapy.layers.inet6 import (
    ICMPv6MLDMultAddrRec, ICMPv6MLDone, ICMPv6MLQuery2, ICMPv6MLReport, ICMPv6MLReport2, IPv6, IPv6ExtHdrHopByHop,
    RouterAlert)

LINK_LOCAL = "fe80::100"
ALL_VERSION_2_ROUTERS = "ff02::16"
ALL_ROUTERS = "ff02::2"
CHANGE_TO_INCLUDE, CHANGE_TO_EXCLUDE, ALLOW_NEW_SOURCES = 3, 4, 5


def message(destination, body, source=LINK_LOCAL, hop_limit=1, alert=True):
    """A message of Multicast Listener Discovery, with what makes it stay on its link."""
    packet = IPv6(src=source, dst=destination, hlim=hop_limit)
    return packet / IPv6ExtHdrHopByHop(options=[RouterAlert(value=0)]) / body if alert else packet / body


def report(*groups, kind=CHANGE_TO_EXCLUDE, sources=(), **options):
    """A report of version 2, a record a group."""
    records = [ICMPv6MLDMultAddrRec(rtype=kind, dst=group, sources=list(sources)) for group in groups]
    return message(
        ALL_VERSION_2_ROUTERS, ICMPv6MLReport2(records=records, records_number=len(records)), **options)


def report_version_1(group, **options):
    """A report of version 1."""
    return message(group, ICMPv6MLReport(mladdr=group), **options)


def done(group, **options):
    """The end of a membership, in version 1."""
    return message(ALL_ROUTERS, ICMPv6MLDone(mladdr=group), **options)


def is_for_listeners(packet):
    """Whether a packet is for a group: a query, or what the node listens to."""
    return packet.dst.startswith("ff")


def is_traffic(packet):
    """Whether a packet is not one that the home agent asks about groups with, which it does at its own times."""
    return ICMPv6MLQuery2 not in packet


def is_query(packet, about="::"):
    """Whether a packet is a query about all groups, or about one."""
    return ICMPv6MLQuery2 in packet and packet[ICMPv6MLQuery2].mladdr == about
