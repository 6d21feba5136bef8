import CBPF
import Core

extension MobileNodePlane {
    /// Sends messages that the kernel has encrypted to a home agent by a path, in the place of the former of the home
    /// address.
    public func lead(_ path: HomeAgentPath) throws(ForwardingPlaneError) {
        let value = haos_mobile_path(
            care_of_address: haos_ipv6_address(path.careOfAddress),
            next_hop: haos_next_hop(path.neighbor, on: path.interface))
        try check(
            "leading what is under ESP to \(path.homeAgentAddress)",
            paths.set(value, for: haos_ipv6_address(path.homeAddress)))
    }

    /// Takes `wanted` for a home address, out of the tunnels of its home agents, and nothing else under ESP.
    public func takeProtected(
        _ wanted: Set<ProtectedArrival>, for homeAddress: IPv6Address
    ) throws(ForwardingPlaneError) {
        forgetProtected(of: homeAddress, but: wanted)
        protectedArrivals[homeAddress] = wanted
        for arrival in wanted {
            try check(
                "taking what is under ESP for \(homeAddress)",
                associations.set(haos_ipv6_address(homeAddress), for: arrival.key))
        }
    }

    /// Sends and takes nothing under ESP any more for a home address.
    func endProtection(of homeAddress: IPv6Address) {
        paths.remove(haos_ipv6_address(homeAddress))
        forgetProtected(of: homeAddress)
    }

    private func forgetProtected(of homeAddress: IPv6Address, but wanted: Set<ProtectedArrival> = []) {
        for arrival in protectedArrivals.removeValue(forKey: homeAddress)?.subtracting(wanted) ?? [] {
            associations.remove(arrival.key)
        }
    }
}

extension ProtectedArrival {
    fileprivate var key: haos_mobile_association {
        haos_mobile_association(
            home_agent_address: haos_ipv6_address(homeAgentAddress),
            security_parameter_index: securityParameterIndex.bigEndian, reserved: 0)
    }
}
