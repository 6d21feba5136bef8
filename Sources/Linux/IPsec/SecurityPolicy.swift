import CNetlinkRoute
import Core

/// What has to be under ESP, to be put into the kernel: what is not, and ought to be, goes no further.
struct SecurityPolicy: Hashable {
    /// Where packets are met.
    enum Direction: CaseIterable, Hashable {
        /// Those for this node.
        case inbound
        /// Those that leave, whether this node wrote them or forwards them.
        case outbound
        /// Those that this node forwards.
        case forwarded
    }

    /// Which packets.
    enum Traffic: Hashable {
        /// Those with a Mobility Header. Its type is left open: a kernel without Mobile IPv6 does not look at it.
        case mobility
        /// Messages of ICMPv6.
        case icmpv6(type: UInt8)
        /// All.
        case anything
    }

    /// The ends of a tunnel.
    struct Tunnel: Hashable {
        var source: IPv6Address
        var destination: IPv6Address
    }

    /// `nil` for any.
    var source: IPv6Address?
    /// `nil` for any.
    var destination: IPv6Address?
    var traffic: Traffic
    var direction: Direction
    /// `reqid` of the associations that do.
    var requestIdentifier: UInt32
    /// In tunnel mode; `nil` is transport mode.
    var tunnel: Tunnel?

    /// The lower number goes first: messages between node and home agent before others with a Mobility Header, and these
    /// before everything else.
    private var priority: UInt32 {
        if tunnel == nil { return 100 }
        return traffic == .anything ? 300 : 200
    }

    /// What the kernel knows it by.
    struct Selector: Hashable {
        var source: IPv6Address?
        var destination: IPv6Address?
        var traffic: Traffic
        var direction: Direction
    }

    var selector: Selector {
        Selector(source: source, destination: destination, traffic: traffic, direction: direction)
    }

    var kernelForm: haos_xfrm_policy {
        var form = haos_xfrm_policy()
        form.source = in6_addr(source ?? .unspecified)
        form.source_length = source == nil ? 0 : 128
        form.destination = in6_addr(destination ?? .unspecified)
        form.destination_length = destination == nil ? 0 : 128
        switch traffic {
        case .mobility: form.protocol = NextHeader.mobility.rawValue
        case .icmpv6(let type):
            form.protocol = NextHeader.icmpv6.rawValue
            form.message_type = type
        case .anything: break
        }
        form.direction = direction.kernelForm
        form.priority = priority
        form.request_identifier = requestIdentifier
        if let tunnel {
            form.is_tunnel = 1
            form.tunnel_source = in6_addr(tunnel.source)
            form.tunnel_destination = in6_addr(tunnel.destination)
        }
        return form
    }
}

extension SecurityPolicy.Direction {
    fileprivate var kernelForm: UInt8 {
        switch self {
        case .inbound: UInt8(XFRM_POLICY_IN)
        case .outbound: UInt8(XFRM_POLICY_OUT)
        case .forwarded: UInt8(XFRM_POLICY_FWD)
        }
    }
}

extension SecurityPolicy: CustomStringConvertible {
    /// "from 2001:db8:1::100 to any".
    var description: String {
        "from \(source?.description ?? "any") to \(destination?.description ?? "any")"
    }
}
