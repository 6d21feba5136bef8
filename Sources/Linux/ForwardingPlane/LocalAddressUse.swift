import CBPF

/// What mobile nodes may do at an address of this node.
struct LocalAddressUse: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// Register with it.
    static let registrations = LocalAddressUse(rawValue: 1)
    /// Do so under ESP.
    static let protectedRegistrations = LocalAddressUse(rawValue: 2)

    /// As the programs know it.
    var value: haos_local_address {
        haos_local_address(
            is_home_agent: contains(.registrations) ? 1 : 0,
            takes_protected: contains(.protectedRegistrations) ? 1 : 0)
    }
}
