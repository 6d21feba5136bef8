import Core

/// How packets begin at an interface.
public enum ForwardingInterfaceKind: Hashable, Sendable {
    /// With an Ethernet header; the address is the interface's own, and it is what neighbors are told.
    case ethernet(LinkLayerAddress)
    /// With their IP header: tunnels, PPP, cellular modems. There are no neighbors to tell anything.
    case layer3
    /// With their IP header, on a link that is nowhere. What is left of the packets for it after mobile nodes have got
    /// theirs can be delivered to nobody; the address tells its sources so.
    case virtual(IPv6Address)
    /// With their IP header, and nowhere: what is under ESP leaves by it, and nothing arrives.
    case protected

    /// The program for what arrives at such interfaces.
    var programName: String {
        switch self {
        case .ethernet: "haos_ethernet"
        case .layer3, .virtual, .protected: "haos_layer3"
        }
    }

    /// The program of a mobile node for what arrives there.
    var mobileProgramName: String {
        switch self {
        case .ethernet: "haos_mobile_ethernet"
        case .layer3, .virtual, .protected: "haos_mobile_layer3"
        }
    }

    /// The program for what leaves them.
    var egressProgramName: String {
        switch self {
        case .ethernet, .layer3: "\(programName)_egress"
        case .virtual: "haos_virtual_egress"
        case .protected: "haos_protected_egress"
        }
    }
}
