/// A rule of an access list: every condition that it has must hold.
public struct AccessRule: Hashable, Sendable {
    /// What becomes of packets that it matches.
    public var action: FilterAction
    /// Their protocols.
    public var `protocol`: AccessProtocol
    /// Where they come from.
    public var source: AccessEndpoint
    /// Where they go.
    public var destination: AccessEndpoint
    /// Of ICMPv6 messages, which; `nil` for all.
    public var message: MessageMatch?
    /// `auth`: they have an Authentication Header.
    public var needsAuthenticationHeader = false
    /// `dest-option`, `dest-option-type`: they have a Destination Options header, or an option of a type in one.
    public var destinationOptions: HeaderMatch?
    /// `dscp`: their differentiated services code point, 0 to 63.
    public var codePoint: UInt8?
    /// `flow-label`: 0 to 1048575.
    public var flowLabel: UInt32?
    /// `fragments`: they are fragments other than the first.
    public var needsLaterFragment = false
    /// `hbh`: they have a Hop-by-Hop Options header.
    public var needsHopByHopOptions = false
    /// `mobility`, `mobility-type`: they are mobility messages, or of a type.
    public var mobility: HeaderMatch?
    /// `routing`, `routing-type`: they have a routing header, or one of a type.
    public var routing: HeaderMatch?
    /// How they are logged; `nil` if they are not.
    public var log: FilterLog?

    /// A rule for all packets of a protocol between two ends.
    public init(
        _ action: FilterAction, _ protocol: AccessProtocol = .any, from source: AccessEndpoint = .any,
        to destination: AccessEndpoint = .any
    ) {
        self.action = action
        self.protocol = `protocol`
        self.source = source
        self.destination = destination
    }

    /// Whether the rule matches a packet between two addresses.
    public func matches(source: IPv6Address, destination: IPv6Address, _ traits: PacketTraits) -> Bool {
        self.source.prefix.contains(source) && self.destination.prefix.contains(destination)
            && `protocol`.contains(traits) && matches(traits)
    }

    /// Whether the conditions that are neither about addresses nor about the protocol hold.
    func matches(_ traits: PacketTraits) -> Bool {
        matchesUpperLayer(traits.upperLayer) && matchesHeaders(traits)
            && codePoint.map { $0 == traits.codePoint } ?? true && flowLabel.map { $0 == traits.flowLabel } ?? true
    }

    private func matchesUpperLayer(_ upperLayer: PacketTraits.UpperLayer) -> Bool {
        switch upperLayer {
        case .ports(let from, let to):
            source.ports?.contains(from) ?? true && destination.ports?.contains(to) ?? true && message == nil
                && mobility == nil
        case .icmp(let type, let code):
            message.map { $0.type == type && $0.code ?? code == code } ?? true && hasNoPorts && mobility == nil
        case .mobility(let type):
            mobility.map { $0 == .present || $0 == .type(type.rawValue) } ?? true && hasNoPorts && message == nil
        case .other:
            hasNoPorts && message == nil && mobility == nil
        }
    }

    private var hasNoPorts: Bool { source.ports == nil && destination.ports == nil }

    private func matchesHeaders(_ traits: PacketTraits) -> Bool {
        let headers = traits.extensionHeaders
        return !(needsAuthenticationHeader && !traits.has(.authenticationHeader))
            && !(needsLaterFragment && !headers.isLaterFragment)
            && !(needsHopByHopOptions && !headers.contains(.hopByHopOptions))
            && Self.holds(destinationOptions, headers.contains(.destinationOptions), headers.destinationOptionTypes)
            && Self.holds(routing, headers.contains(.routing), headers.routingTypes)
    }

    private static func holds(_ match: HeaderMatch?, _ isPresent: Bool, _ types: OctetSet) -> Bool {
        switch match {
        case nil: true
        case .present: isPresent
        case .type(let type): types.contains(type)
        }
    }
}
