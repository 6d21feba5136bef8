import Core

/// What one of the associations is for whose keys are written down.
enum ManualAssociationRole: CaseIterable {
    case inbound, outbound, tunnelInbound, tunnelOutbound

    /// Where it is kept.
    var field: WritableKeyPath<ManualAssociations, EncapsulatingSecurityPayload?> & Sendable {
        switch self {
        case .inbound: \.inbound
        case .outbound: \.outbound
        case .tunnelInbound: \.tunnelInbound
        case .tunnelOutbound: \.tunnelOutbound
        }
    }

    /// Whether it is for what comes in.
    var isInbound: Bool { self == .inbound || self == .tunnelInbound }

    /// Whether it is for what is tunneled.
    var isTunnel: Bool { self == .tunnelInbound || self == .tunnelOutbound }

    /// What its line begins with.
    var words: String {
        switch self {
        case .inbound: "ipsec manual inbound"
        case .outbound: "ipsec manual outbound"
        case .tunnelInbound: "ipsec manual tunnel inbound"
        case .tunnelOutbound: "ipsec manual tunnel outbound"
        }
    }
}
