/// Which ports a rule is for.
public enum PortMatch: Hashable, Sendable {
    /// `eq`.
    case equal(UInt16)
    /// `neq`.
    case notEqual(UInt16)
    /// `gt`.
    case greaterThan(UInt16)
    /// `lt`.
    case lessThan(UInt16)
    /// `range`.
    case range(ClosedRange<UInt16>)

    /// Whether a port is among them.
    public func contains(_ port: UInt16) -> Bool {
        switch self {
        case .equal(let number): port == number
        case .notEqual(let number): port != number
        case .greaterThan(let number): port > number
        case .lessThan(let number): port < number
        case .range(let range): range.contains(port)
        }
    }
}
