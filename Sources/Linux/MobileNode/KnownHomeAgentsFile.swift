import Core

/// The home agents that a mobile node has heard, in the state directory.
public struct KnownHomeAgentsFile {
    /// More are not kept, nor believed.
    static let limit = 256
    private static let title = "haos known home agents 1"
    private static let end = "end"

    private let file: DurableFile

    /// Names the file.
    public init(directory: StateDirectory) {
        file = directory.file("known-home-agents")
    }

    /// What was kept; nothing if there is no file.
    public func read() throws(KnownHomeAgentsError) -> [KnownHomeAgent] {
        let octets: [UInt8]?
        do throws(SystemCallError) {
            octets = try file.read()
        } catch {
            throw .system(error)
        }
        guard let octets else { return [] }
        guard let agents = Self.agents(in: String(decoding: octets, as: UTF8.self)) else {
            throw .damaged(path: file.path)
        }
        return agents
    }

    /// Keeps the first of them, in their order.
    public func write(_ agents: [KnownHomeAgent]) throws(SystemCallError) {
        guard !agents.isEmpty else { return try file.remove() }
        try file.replace(with: Array(Self.text(of: agents.prefix(Self.limit)).utf8))
    }

    /// One home agent a line: its address, how many advertisements were heard, when the last was, its rank, and the home
    /// address that was made of its prefix, or `-`.
    static func text(of agents: some Sequence<KnownHomeAgent>) -> String {
        let lines = agents.map {
            "\($0.address) \($0.advertisements) \($0.lastHeard.rawValue) \($0.rank) \($0.homeAddress?.description ?? "-")"
        }
        return ([title] + lines + [end]).joined(separator: "\n") + "\n"
    }

    /// Reads what `text` wrote; `nil` for anything else.
    static func agents(in text: String) -> [KnownHomeAgent]? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, lines.count <= limit + 3, lines[0] == title, lines[lines.count - 2] == end,
            lines[lines.count - 1].isEmpty
        else { return nil }
        var agents: [KnownHomeAgent] = []
        for line in lines[1..<lines.count - 2] {
            guard let agent = KnownHomeAgent(line) else { return nil }
            agents.append(agent)
        }
        return agents
    }
}

/// Why what was kept cannot be used.
public enum KnownHomeAgentsError: Error, CustomStringConvertible {
    /// The file cannot be read.
    case system(SystemCallError)
    /// It makes no sense.
    case damaged(path: String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .damaged(let path): "\(path) is damaged: home agents are learned anew"
        }
    }
}

extension KnownHomeAgent {
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
