"""The groups that a home agent is a member of on its home link, as its kernel says."""

from ipaddress import IPv6Address

from Lab.topology import HOME_AGENT_ADDRESS


def groups(home_agent, interface):
    """The groups of an interface."""
    lines = home_agent.topology.home_agent.run("cat", "/proc/net/igmp6").splitlines()
    return {IPv6Address(bytes.fromhex(group)) for _, name, group, *_ in map(str.split, lines) if name == interface}


def test_a_router_is_asked_as_one(home_agent):
    """Who asks all routers of the link reaches it (RFC 4861 section 6.2.2)."""
    assert IPv6Address("ff02::2") in groups(home_agent, "home0")


def test_its_own_address_is_asked_for(home_agent):
    """The solicited-node group of its address (RFC 4291 section 2.8)."""
    low = int(IPv6Address(HOME_AGENT_ADDRESS)) & 0xFFFFFF
    assert IPv6Address(int(IPv6Address("ff02::1:ff00:0")) | low) in groups(home_agent, "home0")
