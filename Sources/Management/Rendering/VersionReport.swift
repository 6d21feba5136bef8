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
    /// Who asked for the reload that the daemon began with, and why; `nil` if it was started.
    public var reloadCause: String?
    /// The daemon's program.
    public var imageFile: String
    /// The startup-config.
    public var configurationFile: String

    /// Describes a running daemon.
    public init(
        version: String, hostName: String, kernel: String, uptime: UInt64, reloadCause: String?, imageFile: String,
        configurationFile: String
    ) {
        self.version = version
        self.hostName = hostName
        self.kernel = kernel
        self.uptime = uptime
        self.reloadCause = reloadCause
        self.imageFile = imageFile
        self.configurationFile = configurationFile
    }
}

extension VersionReport: WholeReport {
    static let schema = 1

    /// A line each.
    var text: String {
        """
        HAOS \(version), a Mobile IPv6 home agent, on \(kernel)
        Image file is \(imageFile)
        Configuration file is \(configurationFile)
        \(hostName) was \(reloadCause.map { "reloaded by \($0)" } ?? "started")
        \(hostName) uptime is \(DurationText.clock(uptime))

        """
    }
}
