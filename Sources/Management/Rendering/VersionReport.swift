/// `show version`: what runs, on what, since when.
public struct VersionReport: Codable, Hashable, Sendable {
    /// The version of HAOS.
    public var version: String
    /// The router's name.
    public var hostName: String
    /// The kernel's name and release: `Linux 6.1.0`.
    public var kernel: String
    /// Whole seconds since the daemon started.
    public var uptime: UInt64

    /// Describes a running daemon.
    public init(version: String, hostName: String, kernel: String, uptime: UInt64) {
        self.version = version
        self.hostName = hostName
        self.kernel = kernel
        self.uptime = uptime
    }
}

extension VersionReport: WholeReport {
    static let schema = 1

    /// Two lines.
    var text: String {
        """
        HAOS \(version), a Mobile IPv6 home agent, on \(kernel)
        \(hostName) uptime is \(DurationText.clock(uptime))

        """
    }
}
