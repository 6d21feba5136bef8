import CBPF
import Core

extension ForwardingPlane {
    /// Says where what this node sends to a home address under ESP in transport mode goes, from the next packet on.
    func setReply(from ownAddress: IPv6Address, to homeAddress: IPv6Address, at careOfAddress: IPv6Address) {
        let key = haos_direct_way_key(
            own_address: haos_ipv6_address(ownAddress), home_address: haos_ipv6_address(homeAddress))
        _ = protectedReplies.set(haos_ipv6_address(careOfAddress), for: key)
    }
}
