import Core

/// An IPv6 address of an interface, as it is shown.
public struct InterfaceAddressStatus: Encodable, Hashable, Sendable {
    /// What is to be known of an address besides that it is there (RFC 4862).
    public enum State: String, Encodable, Hashable, Sendable {
        /// Duplicate address detection runs.
        case tentative
        /// Another node has it: it is not used.
        case duplicate
        /// Its preferred lifetime is over: new connections do not begin from it.
        case deprecated
        /// Made up for some hours (RFC 8981).
        case temporary
    }

    /// The address.
    public var address: IPv6Address
    /// Bits of it that are the link's prefix, 0 to 128.
    public var prefixLength: UInt8
    /// What is to be known of it.
    public var states: [State]
    /// Seconds that it may still be used; `nil` for ever.
    public var validLifetime: UInt32?
    /// Seconds until it is deprecated; `nil` for never.
    public var preferredLifetime: UInt32?

    /// Describes an address, by default one that may be used for ever.
    public init(
        address: IPv6Address, prefixLength: UInt8, states: [State] = [], validLifetime: UInt32? = nil,
        preferredLifetime: UInt32? = nil
    ) {
        self.address = address
        self.prefixLength = prefixLength
        self.states = states
        self.validLifetime = validLifetime
        self.preferredLifetime = preferredLifetime
    }
}

extension InterfaceAddressStatus {
    /// `2001:db8:1::1/64 [tentative], valid 86400, preferred 14400 seconds`.
    var text: String {
        let states = states.isEmpty ? "" : " [\(states.map(\.rawValue).joined(separator: ", "))]"
        guard let validLifetime else { return "\(address)/\(prefixLength)\(states)" }
        let preferred = preferredLifetime.map { "\($0) seconds" } ?? "for ever"
        return "\(address)/\(prefixLength)\(states), valid \(validLifetime) seconds, preferred \(preferred)"
    }
}
