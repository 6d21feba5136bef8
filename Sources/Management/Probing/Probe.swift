/// One echo request (RFC 4443 section 4.1).
public struct Probe: Hashable, Sendable {
    /// Octets of the whole packet, 48 and up.
    public var size: Int
    /// Routers that it may pass, and one; `nil` for what the kernel takes.
    public var hopLimit: UInt8?
    /// How long its answer is waited for.
    public var timeout: Duration

    /// Describes a probe.
    public init(size: Int, hopLimit: UInt8? = nil, timeout: Duration) {
        self.size = size
        self.hopLimit = hopLimit
        self.timeout = timeout
    }
}
