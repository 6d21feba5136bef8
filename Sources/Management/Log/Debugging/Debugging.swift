import Core

/// Which areas are debugged, and of which home addresses.
public struct Debugging: Hashable, Sendable {
    /// The home address that an area is debugged for; `nil` for all, and for what is of none.
    private(set) var areas: [DebugArea: IPv6Address?] = [:]

    /// Nothing.
    public init() {}

    /// Whether nothing is debugged.
    public var isOff: Bool { areas.isEmpty }

    /// Whether an area is debugged, of whichever home address.
    public func isOn(_ area: DebugArea) -> Bool { areas[area] != nil }

    /// Begins to debug an area, in place of what was said of it before.
    public mutating func begin(_ area: DebugArea, homeAddress: IPv6Address? = nil) {
        areas[area] = .some(homeAddress)
    }

    /// Ends debugging of an area.
    public mutating func end(_ area: DebugArea) {
        areas[area] = nil
    }

    /// Whether something of an area, and of a home address if it is of one, is to be told.
    public func wants(_ area: DebugArea, of homeAddress: IPv6Address?) -> Bool {
        guard let condition = areas[area] else { return false }
        return condition == nil || condition == homeAddress
    }
}
