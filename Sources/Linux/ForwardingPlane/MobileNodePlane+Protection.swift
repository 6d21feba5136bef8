import CBPF
import Core

extension MobileNodePlane {
    /// What a home agent sends in a tunnel under ESP.
    struct Association: Hashable {
        var homeAgentAddress: IPv6Address
        var securityParameterIndex: UInt32

        fileprivate var key: haos_mobile_association {
            haos_mobile_association(
                home_agent_address: haos_ipv6_address(homeAgentAddress),
                security_parameter_index: securityParameterIndex.bigEndian, reserved: 0)
        }
    }

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

    /// Takes what a home agent sends in its tunnel by associations of a home address, and by no former ones.
    ///
    /// - Parameter indices: their Security Parameter Indices.
    public func takeProtected(
        _ indices: Set<UInt32>, from homeAgent: IPv6Address, for homeAddress: IPv6Address
    ) throws(ForwardingPlaneError) {
        let wanted = Set(indices.map { Association(homeAgentAddress: homeAgent, securityParameterIndex: $0) })
        forgetProtected(of: homeAddress, but: wanted)
        protectedEntrances[homeAddress] = wanted
        for association in wanted {
            try check(
                "taking what is under ESP for \(homeAddress)",
                associations.set(haos_ipv6_address(homeAddress), for: association.key))
        }
    }

    /// Sends and takes nothing under ESP any more for a home address.
    func endProtection(of homeAddress: IPv6Address) {
        paths.remove(haos_ipv6_address(homeAddress))
        forgetProtected(of: homeAddress)
    }

    private func forgetProtected(of homeAddress: IPv6Address, but wanted: Set<Association> = []) {
        for association in protectedEntrances.removeValue(forKey: homeAddress)?.subtracting(wanted) ?? [] {
            associations.remove(association.key)
        }
    }
}
