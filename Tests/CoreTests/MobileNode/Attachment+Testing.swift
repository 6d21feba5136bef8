@testable import Core

/// Not what tests attach to their results.
typealias Attachment = Core.Attachment

extension InterfaceIndex {
    /// The first interface of the mobile node.
    static let first = InterfaceIndex(rawValue: 11)
    /// The second interface of the mobile node.
    static let second = InterfaceIndex(rawValue: 12)
}

extension Attachment {
    /// A link away from home: `2001:db8:2::/64` and so on.
    static func foreign(
        _ number: Int = 2, on interface: InterfaceIndex = .first, at moment: Instant = Instant(nanoseconds: 0)
    ) -> Attachment {
        let prefix = IPv6Prefix(leading: 64, of: Place.careOf(0, link: number))
        var attachment = Attachment(
            interface: interface, router: .linkLocal(interfaceIdentifier: UInt64(number)),
            routerLinkLayerAddress: LinkLayerAddress(rawValue: 0x02_00_00_00_02_00 + UInt64(number)),
            prefixes: [prefix], movement: MovementTimes(linkChanged: moment, routerHeard: moment))
        attachment.careOfAddress = IPv6Address(rawValue: prefix.address.rawValue | 0x100)
        attachment.movement.careOfAddressUsable = moment
        return attachment
    }

    /// The home link.
    static func home(on interface: InterfaceIndex = .first, at moment: Instant = Instant(nanoseconds: 0)) -> Attachment
    {
        Attachment(
            interface: interface, router: Place.homeAgentLinkLocal, routerLinkLayerAddress: Place.homeAgentLinkLayer,
            prefixes: [Place.homePrefix], movement: MovementTimes(linkChanged: moment, routerHeard: moment))
    }

    /// Changes a copy.
    func with(_ change: (inout Attachment) -> Void) -> Attachment {
        var copy = self
        change(&copy)
        return copy
    }
}
