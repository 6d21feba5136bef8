import Core

/// What a mobile node may have bound at its home agents, in the state directory.
public struct RememberedBindingsFile {
    private let lines: RememberedLines

    /// Names the file.
    public init(directory: StateDirectory) {
        lines = RememberedLines(
            "mobile-node-bindings", title: "haos mobile node bindings 1",
            limit: MobileNodeConfiguration.greatestNumberOfHomeAddresses, in: directory)
    }

    /// What was kept; nothing if there is no file.
    public func read() throws(RememberedLinesError) -> [RememberedBinding] {
        try lines.read(RememberedBinding.init)
    }

    /// Keeps them in the place of those before.
    public func write(_ bindings: [RememberedBinding]) throws(SystemCallError) {
        try lines.write(bindings.map(\.line))
    }
}

extension RememberedBinding {
    /// The home address, the home agent, and when it ends.
    fileprivate var line: String { "\(homeAddress) \(homeAgent) \(expiry.rawValue)" }

    fileprivate init?(_ line: Substring) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, let homeAddress = IPv6Address(words[0]), let homeAgent = IPv6Address(words[1]),
            let expiry = UInt64(words[2])
        else { return nil }
        self.init(homeAddress: homeAddress, homeAgent: homeAgent, expiry: NetworkTimestamp(rawValue: expiry))
    }
}
