/// What `line` holds: how people's sessions there are treated.
public struct LineSettings: Hashable, Sendable {
    /// `exec-timeout` when nothing is configured, in seconds.
    public static let defaultIdleTimeout: UInt32 = 600

    /// `exec-timeout`: seconds without a key after which a session ends, 1 to 2147519; `nil` for never.
    public var idleTimeout: UInt32? = LineSettings.defaultIdleTimeout
    /// `length`: rows to a page, 0 to 512; 0 shows everything at once, `nil` is what the terminal has.
    public var length: UInt16?
    /// `width`: columns, 0 to 512; 0 and `nil` are what the terminal has.
    public var width: UInt16?
    /// `history size`: lines of history, 0 to 256.
    public var historySize: UInt16 = 20

    /// The default settings.
    public init() {}
}
