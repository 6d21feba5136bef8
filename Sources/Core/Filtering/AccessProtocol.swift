/// Which protocols a rule is for.
public enum AccessProtocol: Hashable, Sendable {
    /// `ipv6`: all.
    case any
    /// One, by its number. That of an extension header is for packets that have such a header.
    case header(NextHeader)
}
