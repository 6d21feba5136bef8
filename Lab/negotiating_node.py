"""A mobile node whose keys strongSwan negotiates, from its care-of address; its ESP is scapy's, with these keys."""

import re

from .charon import Charon
from .protected_node import Keys, ProtectedNode
from .topology import ACCESS1, HOME_AGENT_ADDRESS

#: What its strongSwan is to negotiate: mode, what is selected of the home address, and of the home agent or all.
CHILDREN = {"mobility": ("transport_proxy", "{home}[135]", "{agent}[135]"),
            "prefix-discovery": ("transport_proxy", "{home}[ipv6-icmp]", "{agent}[ipv6-icmp]"),
            "routes": ("tunnel", "{home}[135]", "::/0[135]"),
            "payload": ("tunnel", "{home}", "::/0")}


class Negotiated:
    """The keys that a strongSwan has negotiated, in and out as the home agent sees them."""

    def __init__(self, charon, tunnel):
        """Takes them from a namespace's kernel."""
        pattern = r"spi 0x(\w+) .*?aead rfc4106\(gcm\(aes\)\) 0x(\w+) 128"
        found = {int(spi, 16): bytes.fromhex(key)
                 for spi, key in re.findall(pattern, charon.namespace.run("ip", "xfrm", "state"), re.DOTALL)}

        def keys(child, direction):
            spi = int(child[f"spi-{direction}"], 16)
            return Keys(spi, "gcm", found[spi][:-4], found[spi][-4:])

        children = {child["name"]: child for child in charon.associations["home"]["child-sas"].values()}
        self.outbound, self.inbound = (keys(children["mobility"], way) for way in ("in", "out"))
        self.prefix_outbound, self.prefix_inbound = (keys(children["prefix-discovery"], way) for way in ("in", "out"))
        if tunnel:
            self.tunnel_outbound, self.tunnel_inbound = (keys(children[tunnel], way) for way in ("in", "out"))

    @property
    def indices(self):
        """The Security Parameter Indices."""
        return {keys.spi for keys in vars(self).values()}


class NegotiatingNode(ProtectedNode):
    """A mobile node with a strongSwan in a namespace of its own."""

    def __init__(self, topology, home_address, identity, role):
        """Makes one; `role` names its namespace. It is nowhere yet."""
        self.namespace = topology.namespace(role)
        self.namespace.system_control("net/ipv6/conf/default/accept_dad", 0)
        super().__init__(topology, home_address, None, station=topology.station(
            ACCESS1, node=self.namespace, kernel=True))
        self.identity = identity
        self.charon = Charon(self.namespace)
        topology.on_close(self.charon.close)
        # What the mobile node itself takes, its kernel is not to answer.
        interface = self.station.interface
        self.namespace.run("tc", "qdisc", "add", "dev", interface, "ingress")
        for protocol in (41, 43, 50, 135):
            self.namespace.run("tc", "filter", "add", "dev", interface, "ingress", "protocol", "ipv6", "u32", "match",
                               "ip6", "protocol", str(protocol), "0xff", "action", "drop")

    def move(self, link, identifier=None):
        """Plugs the cable into a foreign link, for the kernel and strongSwan too."""
        super().move(link, identifier)
        interface = self.station.interface
        self.namespace.ip(f"address flush dev {interface} scope global", f"address add {self.care_of_address}/64 dev "
                          f"{interface} nodad", f"route replace default via {link.router}")

    def configure(self, agent_identity, tunnel=None, **proof):
        """Starts its strongSwan, which proves itself by a `key`, or a `certificate` and a `private_key`."""
        self.charon.start()
        self.tunnel_child = tunnel
        names = ["mobility", "prefix-discovery", *([tunnel] if tunnel else [])]
        kind = "psk" if "key" in proof else "pubkey"
        local = {"auth": kind, "id": self.identity}
        if kind == "psk":
            self.charon.request("load-shared", {"id": "home", "type": "IKE", "data": proof["key"],
                                                "owners": [agent_identity, self.identity]})
        else:
            local["certs"] = [proof["certificate"]]
            self.charon.request("load-key", {"type": "any", "data": proof["private_key"]})
            self.charon.request("load-cert", {"type": "X509", "flag": "CA", "data": proof["authority"]})
        self.charon.request("load-conn", {"home": {
            "version": 2, "remote_addrs": [HOME_AGENT_ADDRESS], "local": local,
            "remote": {"auth": kind, "id": agent_identity},
            "children": {name: self._child(*CHILDREN[name]) for name in names}}})
        return self

    def negotiate(self):
        """Negotiates everything, and takes the keys."""
        for name in ["mobility", "prefix-discovery", *([self.tunnel_child] if self.tunnel_child else [])]:
            self.charon.request("initiate", {"ike": "home", "child": name, "timeout": 10000}, stream="control-log")
        return self.take_keys()

    def take_keys(self):
        """Takes the keys of what its strongSwan has negotiated last."""
        self.keys = Negotiated(self.charon, self.tunnel_child)
        return self

    def _child(self, mode, local, remote):
        names = {"home": self.home_address, "agent": HOME_AGENT_ADDRESS}
        return {"mode": mode, "policies": "no", "esp_proposals": ["aes256gcm16"],
                "local_ts": [local.format(**names)], "remote_ts": [remote.format(**names)]}
