import Core

/// A mobile node that speaks ESP with this home agent.
public struct ProtectedNode: Hashable, Sendable {
    /// Whose associations these are.
    public var homeAddress: IPv6Address
    /// The addresses of this node that it may register with.
    public var homeAgentAddresses: [IPv6Address]
    /// What goes under ESP, and by which keys.
    public var configuration: IPsecConfiguration

    /// Describes a mobile node.
    public init(homeAddress: IPv6Address, homeAgentAddresses: [IPv6Address], configuration: IPsecConfiguration) {
        self.homeAddress = homeAddress
        self.homeAgentAddresses = homeAgentAddresses
        self.configuration = configuration
    }

    /// How strongSwan negotiates for it; `nil` if it does not.
    var exchange: InternetKeyExchange? {
        if case .ikev2(let exchange) = configuration.keying { exchange } else { nil }
    }

    /// Its associations, as far as their keys are written down; what comes by them is marked with `mark`.
    func associations(mark: UInt32) -> [SecurityAssociation] {
        guard case .manual(let manual) = configuration.keying else { return [] }
        return homeAgentAddresses.flatMap { homeAgent in
            [
                (manual.inbound, false, true), (manual.outbound, false, false), (manual.tunnelInbound, true, true),
                (manual.tunnelOutbound, true, false),
            ].compactMap { payload, isTunnel, isInbound in
                payload.map {
                    SecurityAssociation(
                        homeAddress: homeAddress, homeAgentAddress: homeAgent, isInbound: isInbound,
                        isTunnel: isTunnel, payload: $0,
                        mark: isInbound ? mark : isTunnel ? IPsecMark.tunnel : IPsecMark.transport)
                }
            }
        }
    }

    /// What between it and this node has to be under ESP wherever it is: Binding Updates and their acknowledgements, and
    /// prefix discovery (RFC 6275 sections 5.1 and 5.4).
    func policies(_ identifiers: RequestIdentifiers) -> [SecurityPolicy] {
        homeAgentAddresses.flatMap { homeAgent in
            [
                (SecurityPolicy.Traffic.mobility, SecurityPolicy.Traffic.mobility, identifiers.mobility),
                (.icmpv6(type: 146), .icmpv6(type: 147), identifiers.prefixDiscovery),
            ].flatMap { inbound, outbound, identifier in
                [
                    SecurityPolicy(
                        source: homeAddress, destination: homeAgent, traffic: inbound, direction: .inbound,
                        requestIdentifier: identifier),
                    SecurityPolicy(
                        source: homeAgent, destination: homeAddress, traffic: outbound, direction: .outbound,
                        requestIdentifier: identifier),
                ]
            }
        }
    }

    /// What of its tunnel to `homeAgent` has to be under ESP while it is away. Where strongSwan negotiates, what comes in is
    /// by associations with a care-of address, and the `reqid` alone tells whose they are.
    func policies(
        _ protection: TunnelProtection, ofTunnelTo homeAgent: IPv6Address, _ identifiers: RequestIdentifiers
    ) -> [SecurityPolicy] {
        guard protection != .nothing else { return [] }
        let traffic = protection == .everything ? SecurityPolicy.Traffic.anything : .mobility
        return SecurityPolicy.Direction.allCases.map { direction in
            let isOutbound = direction == .outbound
            return SecurityPolicy(
                source: isOutbound ? nil : homeAddress, destination: isOutbound ? homeAddress : nil,
                traffic: traffic, direction: direction,
                requestIdentifier: isOutbound ? identifiers.tunnelOutbound : identifiers.tunnelInbound,
                tunnel: isOutbound
                    ? .init(source: homeAgent, destination: homeAddress)
                    : .init(source: exchange == nil ? homeAddress : .unspecified, destination: homeAgent))
        }
    }
}
