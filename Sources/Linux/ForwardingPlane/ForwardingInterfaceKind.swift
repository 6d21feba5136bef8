import Core

/// How packets begin at an interface.
public enum ForwardingInterfaceKind: Hashable, Sendable {
    /// With an Ethernet header; the address is the interface's own, and it is what neighbors are told.
    case ethernet(LinkLayerAddress)
    /// With their IP header: tunnels, PPP, cellular modems. There are no neighbors to tell anything.
    case layer3

    /// The program for what arrives at such interfaces.
    var programName: String {
        switch self {
        case .ethernet: "haos_ethernet"
        case .layer3: "haos_layer3"
        }
    }

    /// The program for what leaves them.
    var egressProgramName: String { "\(programName)_egress" }
}
