import CNetlinkRoute
import Core

/// What strongSwan has negotiated, as the kernel has it.
enum NegotiatedAssociations {
    /// Whose each number is, as far as the kernel's associations tell: those with a home address.
    static func owners() -> [UInt32: IPv6Address] {
        owners(of: (try? IPsecKernel.associations()) ?? [])
    }

    /// Whose each number is, as far as `associations` tell.
    ///
    /// - Parameter ownHomeAddresses: those of this node as a mobile node.
    static func owners(
        of associations: [haos_xfrm_state], ownHomeAddresses: Set<IPv6Address> = []
    ) -> [UInt32: IPv6Address] {
        var owners: [UInt32: IPv6Address] = [:]
        for association in associations {
            guard let number = IPsecMark.number(ofNegotiated: association.request_identifier),
                association.request_identifier & ~IPsecMark.numberMask != IPsecMark.negotiatedTunnel,
                association.security_parameter_index != 0
            else { continue }
            let ends = [IPv6Address(association.source), IPv6Address(association.destination)]
            owners[number] = ends.first(where: ownHomeAddresses.contains) ?? ends[association.isOutbound ? 1 : 0]
        }
        return owners
    }
}

extension haos_xfrm_state {
    /// Whether packets leave by it, as this node sees it: what comes in is marked as no packet is that leaves.
    var isOutbound: Bool { mark & IPsecMark.outboundMask == IPsecMark.transport & IPsecMark.outboundMask }

    /// What tells it from others in the kernel.
    var key: SecurityAssociation.Key {
        SecurityAssociation.Key(
            destination: IPv6Address(destination), securityParameterIndex: security_parameter_index)
    }
}
