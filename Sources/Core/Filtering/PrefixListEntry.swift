/// An entry of a prefix list.
public struct PrefixListEntry: Hashable, Sendable {
    /// What becomes of what it matches.
    public let action: FilterAction
    /// What a prefix, or an address, must begin with.
    public let prefix: IPv6Prefix
    /// `ge`: the least length of a prefix that it matches.
    public let minimumLength: UInt8?
    /// `le`: the greatest length of a prefix that it matches.
    public let maximumLength: UInt8?

    /// Makes an entry.
    ///
    /// - Returns: `nil` unless the lengths ascend: that of the prefix, then `ge`, then, or equal, `le`, up to 128.
    public init?(
        _ action: FilterAction, _ prefix: IPv6Prefix, minimumLength: UInt8? = nil, maximumLength: UInt8? = nil
    ) {
        if let minimumLength, minimumLength <= prefix.length || minimumLength > maximumLength ?? 128 { return nil }
        if let maximumLength, maximumLength <= prefix.length || maximumLength > 128 { return nil }
        self.action = action
        self.prefix = prefix
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
    }

    /// Whether it matches prefixes of several lengths.
    public var hasRange: Bool { minimumLength != nil || maximumLength != nil }

    /// Whether it matches a prefix: one that begins as its own does, and is of a length in its range; without a range,
    /// of its own prefix's length. A prefix of 128 bits is an address.
    public func matches(_ candidate: IPv6Prefix) -> Bool {
        if candidate.length == 128 { return matches(candidate.address) }
        guard prefix.contains(candidate.address) else { return false }
        guard hasRange else { return candidate.length == prefix.length }
        return (minimumLength ?? prefix.length)...(maximumLength ?? 128) ~= candidate.length
    }

    /// Whether it matches an address: one that begins with its prefix, unless its range leaves out addresses.
    public func matches(_ address: IPv6Address) -> Bool {
        matchesAddresses && prefix.contains(address)
    }

    /// Whether its range, if it has one, takes in 128 bits.
    var matchesAddresses: Bool { maximumLength ?? 128 == 128 }
}
