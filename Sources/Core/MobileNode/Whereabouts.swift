/// Where this node is, as a home address sees it.
enum Whereabouts: Hashable, Sendable {
    /// Attached to no link where it could be reached.
    case nowhere
    /// On the home link.
    case home(Attachment)
    /// On another link, with a care-of address.
    case abroad(Attachment, careOfAddress: IPv6Address)

    /// Looks for the first link that is the home link (RFC 6275 section 11.5.2) or gives a care-of address: a better one
    /// that does not yet give any is not waited for.
    /// - Parameters:
    ///   - attachments: the links that the node is attached to, the preferred first.
    ///   - homePrefix: the home subnet prefix.
    init(_ attachments: [Attachment], homePrefix: IPv6Prefix) {
        for attachment in attachments {
            if attachment.prefixes.contains(homePrefix) {
                self = .home(attachment)
                return
            }
            if let careOfAddress = attachment.careOfAddress {
                self = .abroad(attachment, careOfAddress: careOfAddress)
                return
            }
        }
        self = .nowhere
    }

    /// The link that counts.
    var attachment: Attachment? {
        switch self {
        case .nowhere: nil
        case .home(let attachment), .abroad(let attachment, _): attachment
        }
    }
}

extension Attachment {
    /// Through the router in use, whatever the kernel's routes say: they may still lead to a link that was left.
    var delivery: OutgoingPacket.Delivery {
        routerLinkLayerAddress.map { .neighbor(interface, $0) } ?? .link(interface)
    }

    /// Whether the other is the same place: a router may change without the node having moved.
    func isSamePlace(as other: Attachment) -> Bool {
        interface == other.interface && careOfAddress == other.careOfAddress
    }

    /// Whether packets leave the other by the same router.
    func isSameWay(as other: Attachment) -> Bool {
        interface == other.interface && router == other.router && routerLinkLayerAddress == other.routerLinkLayerAddress
    }
}
