import Core

/// The home agents that a mobile node has heard, in the state directory.
public struct KnownHomeAgentsFile {
    private let lines: RememberedLines

    /// Names the file.
    public init(directory: StateDirectory) {
        lines = RememberedLines("known-home-agents", title: "haos known home agents 1", limit: 256, in: directory)
    }

    /// What was kept; nothing if there is no file.
    public func read() throws(RememberedLinesError) -> [KnownHomeAgent] {
        try lines.read(KnownHomeAgent.init)
    }

    /// Keeps the first 256 of them, in their order.
    public func write(_ agents: [KnownHomeAgent]) throws(SystemCallError) {
        try lines.write(agents.map(\.line))
    }
}

extension KnownHomeAgent {
    /// Its address, how many advertisements were heard, when the last was, its rank, and the home address that was made of
    /// its prefix, or `-`.
    fileprivate var line: String {
        "\(address) \(advertisements) \(lastHeard.rawValue) \(rank) \(homeAddress?.description ?? "-")"
    }

    fileprivate init?(_ line: Substring) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 5, let slash = words[0].firstIndex(of: "/"), let address = IPv6Address(words[0][..<slash]),
            let length = UInt8(words[0][words[0].index(after: slash)...]), length <= 128,
            let advertisements = UInt32(words[1]), let lastHeard = UInt64(words[2]), let rank = UInt32(words[3]),
            rank <= 1_000_000
        else { return nil }
        let homeAddress = IPv6Address(words[4])
        guard homeAddress != nil || words[4] == "-" else { return nil }
        self.init(
            address: InterfaceAddress(address: address, prefixLength: length), homeAddress: homeAddress,
            advertisements: advertisements, lastHeard: NetworkTimestamp(rawValue: lastHeard), rank: rank)
    }
}
