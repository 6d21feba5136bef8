import Core

/// `show ipv6 mobile mobile-node`: how it stands with this machine as a mobile node.
struct MobileNodeReport: Encodable {
    /// A home address.
    struct HomeAddress: Encodable {
        /// Without its length.
        var homeAddress: IPv6Address
        /// Of the home link's prefix.
        var prefixLength: UInt8
        /// Empty while none is known.
        var homeAgent: String
        /// `at-home`, `registering`, `registered` or `detached`.
        var state: String
        /// Empty at home, and while there is none.
        var careOfAddress: String
        /// The kernel's name of the interface that the machine is attached by; empty for none.
        var interface: String
        /// Whether it was made from a home agent that was heard.
        var isAutoConfigured: Bool
        /// The number of the home agent's last answer; absent while there was none.
        var lastStatus: UInt8?
        /// What the home agent told of the home link; absent while it has told nothing.
        var homeLink: HomeLink?
        /// How often it moved to another care-of address.
        var handovers: UInt64
        /// How long the last move took; absent while there was none.
        var lastHandover: HandoverRecord?
    }

    /// A home link, as a Mobile Prefix Advertisement described it.
    struct HomeLink: Encodable {
        /// M: addresses are to be had by DHCPv6 there.
        var isManaged: Bool
        /// O: other configuration is to be had by DHCPv6 there.
        var hasOtherConfiguration: Bool
        /// Seconds that the home prefix is valid; absent for ever, and if that was not told.
        var validLifetimeRemaining: UInt64?
        /// Seconds that it is preferred; absent likewise.
        var preferredLifetimeRemaining: UInt64?
    }

    /// A link that the machine is attached to.
    struct Link: Encodable {
        /// The kernel's name of the interface.
        var interface: String
        /// The link-local address of the router in use.
        var router: IPv6Address
        /// Its link-layer address; absent on links without.
        var routerLinkLayerAddress: String?
        /// What the link's routers advertise.
        var prefixes: [String]
        /// Empty until there is one that may be used.
        var careOfAddress: String
        /// Seconds that it is valid; absent for ever, and while there is none.
        var lifetimeRemaining: UInt64?
    }

    /// A home agent that was heard.
    struct HomeAgent: Encodable {
        /// Without its length.
        var address: IPv6Address
        /// Of its link's prefix.
        var prefixLength: UInt8
        /// 0 to 1000000, the more the better.
        var rank: UInt32
        /// How many were heard.
        var advertisements: UInt32
        /// When the last was heard, in UTC: `2026-11-24T14:30:00Z`.
        var lastHeard: String
    }

    /// Whether it is a mobile node, and does something.
    var isEnabled: Bool
    /// `detach`.
    var isDetached: Bool
    /// In their order.
    var homeAddresses: [HomeAddress]
    /// The links, the preferred first.
    var attachments: [Link]
    /// The best first.
    var knownHomeAgents: [HomeAgent]

    init(_ router: any ManagedRouter) {
        let mobileNode = router.configuration.mobileNode
        let status = router.mobileNodeStatus
        isEnabled = router.configuration.isMobilityEnabled && mobileNode != nil
        isDetached = mobileNode?.isDetached ?? false
        homeAddresses = status.homeAddresses.map { HomeAddress($0, on: router) }
        attachments = status.attachments.map { Link($0, on: router) }
        knownHomeAgents = status.knownHomeAgents.map { HomeAgent($0) }
    }
}

extension MobileNodeReport.HomeAddress {
    fileprivate init(_ status: HomeAddressStatus, on router: any ManagedRouter) {
        homeAddress = status.homeAddress.address
        prefixLength = status.homeAddress.prefixLength
        homeAgent = status.homeAgent?.description ?? ""
        state = status.state.rawValue
        careOfAddress = status.careOfAddress?.description ?? ""
        interface = status.interface.flatMap { router.interfaceName($0) } ?? ""
        isAutoConfigured = status.isAutoConfigured
        lastStatus = status.lastStatus?.rawValue
        homeLink = status.homeLink.map { MobileNodeReport.HomeLink($0, on: router) }
        handovers = status.handovers
        lastHandover = status.lastHandover.map { HandoverRecord($0) }
    }
}

extension MobileNodeReport.HomeLink {
    fileprivate init(_ told: HomeLinkInformation, on router: any ManagedRouter) {
        isManaged = told.hasManagedAddresses
        hasOtherConfiguration = told.hasOtherConfiguration
        validLifetimeRemaining = told.validity.map { ($0 - router.now).wholeSeconds }
        preferredLifetimeRemaining = told.preference.map { ($0 - router.now).wholeSeconds }
    }
}

extension MobileNodeReport.Link {
    fileprivate init(_ attachment: Attachment, on router: any ManagedRouter) {
        interface = router.interfaceName(attachment.interface) ?? ""
        self.router = attachment.router
        routerLinkLayerAddress = attachment.routerLinkLayerAddress?.description
        prefixes = attachment.prefixes.map(\.description)
        careOfAddress = attachment.careOfAddress?.description ?? ""
        lifetimeRemaining = attachment.careOfAddressExpiry.map { ($0 - router.now).wholeSeconds }
    }
}

extension MobileNodeReport.HomeAgent {
    fileprivate init(_ homeAgent: KnownHomeAgent) {
        address = homeAgent.address.address
        prefixLength = homeAgent.address.prefixLength
        rank = homeAgent.rank
        advertisements = homeAgent.advertisements
        lastHeard = homeAgent.lastHeard.calendarText
    }
}

extension NetworkTimestamp {
    /// `2026-11-24T14:30:00Z`. Seconds count from 1900, and begin anew in 2036.
    fileprivate var calendarText: String {
        let seconds = Int64(rawValue >> 32) - 2_208_988_800
        let time = CivilTime(secondsSince1970: seconds < 0 ? seconds + 1 << 32 : seconds)
        return "\(time.date)T\(time.clock)Z"
    }
}
