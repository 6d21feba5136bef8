/// What a rule asks of a kind of header that has types.
public enum HeaderMatch: Hashable, Sendable {
    /// That there is one.
    case present
    /// That there is one of a type.
    case type(UInt8)
}
