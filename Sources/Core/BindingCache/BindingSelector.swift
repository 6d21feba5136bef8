/// Which bindings a command means: those that satisfy everything that is said.
public struct BindingSelector: Hashable, Sendable {
    /// The home address is in it; `nil` for any.
    public var homeAddress: IPv6Prefix?
    /// The care-of address is in it; `nil` for any.
    public var careOfAddress: IPv6Prefix?
    /// The kernel's name of the home link; `nil` for any.
    public var homeLink: String?
    /// Whose it is: one node, or everybody of a realm; `nil` for any.
    public var identity: NetworkAccessIdentifier?

    /// Means the bindings that satisfy what is not `nil`, by default all.
    public init(
        homeAddress: IPv6Prefix? = nil, careOfAddress: IPv6Prefix? = nil, homeLink: String? = nil,
        identity: NetworkAccessIdentifier? = nil
    ) {
        self.homeAddress = homeAddress
        self.careOfAddress = careOfAddress
        self.homeLink = homeLink
        self.identity = identity
    }

    /// Every binding.
    public static let all = BindingSelector()

    /// Whether `binding` is meant.
    public func matches(_ binding: Binding) -> Bool {
        homeAddress?.contains(binding.homeAddress) ?? true
            && careOfAddress?.contains(binding.careOfAddress) ?? true
            && homeLink.map { $0 == binding.homeLink } ?? true
            && identity.map { identity in binding.identity.map(identity.includes) ?? false } ?? true
    }
}
