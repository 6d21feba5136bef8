/// How long a binding may last (RFC 6275 section 10.3.1).
struct LifetimePolicy: Sendable {
    /// Seconds in a unit of the Lifetime fields (RFC 6275 section 6.1.7).
    static let unit: UInt32 = 4

    /// The operator's bound in seconds.
    let maximum: UInt32?
    /// What is left of the home prefix's valid lifetime, in seconds.
    let prefixValid: UInt32
    /// What is left of its preferred lifetime, in seconds.
    let prefixPreferred: UInt32

    /// Seconds granted to a node that asks for `units`, a multiple of 4; 0 when not even one unit can be granted.
    func granted(units: UInt16) -> UInt32 {
        let asked = UInt32(units) * Self.unit
        return min(asked, maximum ?? asked, prefixValid) / Self.unit * Self.unit
    }

    /// 1 when the home prefix is deprecated, or will be, before the binding ends; else 0. Prefix lifetimes count in
    /// whole units for this comparison.
    func status(granted: UInt32) -> BindingStatus {
        granted > prefixPreferred / Self.unit * Self.unit ? .acceptedButPrefixDiscoveryNecessary : .accepted
    }
}
