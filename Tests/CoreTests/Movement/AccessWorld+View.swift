@testable import Core

extension AccessWorld {
    /// The links that the node is attached to, the preferred first.
    var attachments: [Attachment] { engine.mobileNodeStatus.attachments }
    /// The care-of addresses there.
    var careOfAddresses: [IPv6Address?] { attachments.map(\.careOfAddress) }
    /// Questions for routers.
    var solicitations: [SentPacket] {
        sent.filter { if case .routerSolicitation = $0.read.icmpv6 { true } else { false } }
    }
    /// Questions whether a router is still there.
    var probes: [SentPacket] { sent.filter { $0.neighborSolicitation != nil && !$0.source.isUnspecified } }
    /// Questions whether somebody else has an address.
    var detections: [IPv6Address] {
        sent.filter { $0.source.isUnspecified }.compactMap { $0.neighborSolicitation?.target }
    }
    /// Links that the kernel is to forget.
    var left: [LeftLink] { effects.compactMap { if case .leaveLink(let left) = $0.effect { left } else { nil } } }
    /// What was observed of links, routers and addresses.
    var told: [MobileNodeObservation] {
        observations.map(\.observation).filter {
            switch $0 {
            case .linkCame, .linkWent, .routerHeard, .routerProbed, .routerLost, .addressDuplicated, .attached,
                .detached, .homeAddressConfigured:
                true
            default: false
            }
        }
    }

    /// Whether the preferred link has the care-of address of an interface in `2001:db8:NUMBER::/64`.
    func isAt(_ number: UInt64, by interface: UInt32 = 2) -> Bool {
        careOfAddresses.first == AccessInterface.address(interface, in: number)
    }
}
