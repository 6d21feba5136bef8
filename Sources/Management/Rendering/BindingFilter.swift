import Core

/// Which bindings a command is about: those that satisfy everything that is said.
public struct BindingFilter: Hashable, Sendable {
    /// The home address is in it; `nil` for any.
    public var homeAddress: IPv6Prefix?
    /// The care-of address is in it; `nil` for any.
    public var careOfAddress: IPv6Prefix?
    /// The home link; `nil` for any.
    public var interface: InterfaceName?

    /// Every binding.
    public init() {}

    /// Whether a binding is meant.
    public func matches(homeAddress: IPv6Address, careOfAddress: IPv6Address, interface: String) -> Bool {
        self.homeAddress?.contains(homeAddress) ?? true
            && self.careOfAddress?.contains(careOfAddress) ?? true
            && self.interface.map { $0.text == interface } ?? true
    }

    /// Whether a binding is meant.
    public func matches(_ record: BindingRecord) -> Bool {
        matches(
            homeAddress: record.homeAddress, careOfAddress: record.careOfAddress, interface: record.interface)
    }
}
