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
        \(hostName) uptime is \(Self.duration(uptime))

        """
    }

    /// `2 days, 3:04:05`.
    private static func duration(_ seconds: UInt64) -> String {
        let days = seconds / 86_400
        let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (days == 0 ? "" : days == 1 ? "1 day, " : "\(days) days, ") + clock.joined(separator: ":")
    }
}
