/// What a Binding Error tells (RFC 6275 section 6.1.9).
public struct BindingErrorStatus: RawRepresentable, Hashable, Sendable {
    /// The number.
    public var rawValue: UInt8

    /// Names a status by its number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// There is no binding for the Home Address option.
    public static let unknownBinding = BindingErrorStatus(rawValue: 1)
    /// The Mobility Header's type is unknown.
    public static let unrecognizedMessageType = BindingErrorStatus(rawValue: 2)
}
