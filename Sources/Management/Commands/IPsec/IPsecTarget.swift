import Core

/// What the lines of `ipsec` act on: both ends of an association have the same lines.
protocol IPsecTarget: Sendable {
    /// What goes under ESP; `nil` for nothing.
    var ipsec: IPsecConfiguration? { get set }
}

extension IPsecTarget {
    /// What the lines say; there is no ESP while there is no line.
    var ipsecLines: IPsecConfiguration {
        get { ipsec ?? IPsecConfiguration() }
        set { ipsec = newValue == IPsecConfiguration() ? nil : newValue }
    }
}

extension HostGroupSettings: IPsecTarget {}
extension HomeAddressConfiguration: IPsecTarget {}
