/// What `archive` holds.
public struct ArchiveSettings: Hashable, Sendable {
    /// `path`: what stands before `-` and a number in the names of the archived configurations; `nil` archives nothing.
    public var path: FileName?
    /// `maximum`: how many configurations are kept, 1 to 14.
    public var maximum: UInt8 = 10
    /// `write-memory`: whether every configuration that is saved is archived too.
    public var includesSaved = false
    /// `time-period`: minutes after which the configuration in force is archived by itself; `nil` for never.
    public var interval: UInt32?

    /// The default settings.
    public init() {}
}
