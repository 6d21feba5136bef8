/// Which protocols a rule is for.
public enum AccessProtocol: Hashable, Sendable {
    /// `ipv6`: all.
    case any
    /// One, by its number. That of an extension header is for packets that have such a header.
    case header(NextHeader)

    /// Whether a packet is of one of them.
    func contains(_ traits: PacketTraits) -> Bool {
        if case .header(let header) = self { traits.has(header) } else { true }
    }
}
