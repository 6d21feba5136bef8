import Core

/// Where probes go.
public enum ProbeTarget: Hashable, Sendable {
    /// To an address.
    case address(IPv6Address)
    /// To the first IPv6 address that a name stands for.
    case name(String)
}

extension ProbeTarget {
    /// The destination as it is shown: the address, and the name that stands for it.
    func name(of destination: IPv6Address) -> String {
        if case .name(let name) = self { "\(destination) (\(name))" } else { "\(destination)" }
    }
}
