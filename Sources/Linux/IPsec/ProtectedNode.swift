import Core

/// A mobile node that speaks ESP with its home agent: one with this home agent, or this node itself.
public struct ProtectedNode: Hashable, Sendable {
    /// Which end of the associations this node is.
    public enum Role: Hashable, Sendable {
        case homeAgent
        case mobileNode
    }

    /// Which end this node is.
    public var role: Role
    /// Whose associations these are.
    public var homeAddress: IPv6Address
    /// The addresses of the home agent that it may register with.
    public var homeAgentAddresses: [IPv6Address]
    /// What goes under ESP, and by which keys.
    public var configuration: IPsecConfiguration

    /// Describes a mobile node.
    public init(
        _ role: Role = .homeAgent, homeAddress: IPv6Address, homeAgentAddresses: [IPv6Address],
        configuration: IPsecConfiguration
    ) {
        self.role = role
        self.homeAddress = homeAddress
        self.homeAgentAddresses = homeAgentAddresses
        self.configuration = configuration
    }

    /// `reqid` of its associations.
    var requestIdentifier: UInt32 {
        if case .ikev2 = configuration.keying { IPsecMark.negotiated } else { IPsecMark.manual }
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
                        homeAddress: homeAddress, homeAgentAddress: homeAgent,
                        isToHomeAgent: isInbound == (role == .homeAgent), isTunnel: isTunnel, payload: $0,
                        mark: isInbound ? mark : isTunnel ? IPsecMark.tunnel : IPsecMark.transport)
                }
            }
        }
    }

    /// What between it and this node has to be under ESP wherever it is: Binding Updates and their acknowledgements, and
    /// prefix discovery (RFC 6275 sections 5.1 and 5.4).
    var policies: [SecurityPolicy] {
        homeAgentAddresses.flatMap { homeAgent in
            [
                (SecurityPolicy.Traffic.mobility, SecurityPolicy.Traffic.mobility),
                (.icmpv6(type: 146), .icmpv6(type: 147)),
            ].flatMap { toHomeAgent, toMobileNode in
                [
                    SecurityPolicy(
                        source: homeAddress, destination: homeAgent, traffic: toHomeAgent,
                        direction: role == .homeAgent ? .inbound : .outbound, requestIdentifier: requestIdentifier),
                    SecurityPolicy(
                        source: homeAgent, destination: homeAddress, traffic: toMobileNode,
                        direction: role == .homeAgent ? .outbound : .inbound, requestIdentifier: requestIdentifier),
                ]
            }
        }
    }

    /// What of its tunnel to `homeAgent` has to be under ESP while it is away.
    func policies(_ protection: TunnelProtection, ofTunnelTo homeAgent: IPv6Address) -> [SecurityPolicy] {
        guard protection != .nothing else { return [] }
        let traffic = protection == .everything ? SecurityPolicy.Traffic.anything : .mobility
        return SecurityPolicy.Direction.allCases.map { direction in
            let isToHomeAgent = (direction == .outbound) == (role == .mobileNode)
            return SecurityPolicy(
                source: isToHomeAgent ? homeAddress : nil, destination: isToHomeAgent ? nil : homeAddress,
                traffic: traffic, direction: direction, requestIdentifier: requestIdentifier,
                tunnel: isToHomeAgent
                    ? .init(source: homeAddress, destination: homeAgent)
                    : .init(source: homeAgent, destination: homeAddress))
        }
    }
}
