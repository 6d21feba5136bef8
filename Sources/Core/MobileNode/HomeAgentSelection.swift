/// The home agents that may serve a home address, and which of them is asked.
struct HomeAgentSelection: Sendable {
    /// How many of those that were found are remembered.
    private static let greatestNumber = 16

    private let choice: HomeAgentChoice
    private var candidates: [IPv6Address]
    private var index = 0
    /// How many were turned to since one of them served.
    private var turns = 0

    init(_ choice: HomeAgentChoice) {
        self.choice = choice
        candidates = if case .address(let address) = choice { [address] } else { [] }
    }

    /// The one that is asked; `nil` while none is known.
    var current: IPv6Address? { candidates.indices.contains(index) ? candidates[index] : nil }

    /// Whether the operator named the one there is.
    var isOnlyOne: Bool { choice != .discover }

    /// Takes over what was found, in its order, but for the current one, which goes first (RFC 6275 section 11.4.1).
    /// - Returns: whether there is anybody.
    mutating func found(_ addresses: [IPv6Address]) -> Bool {
        var found = current.map { current in addresses.filter { $0 == current } } ?? []
        for address in addresses where address.isUnicastRoutable && !found.contains(address) { found.append(address) }
        guard !found.isEmpty else { return false }
        (candidates, index, turns) = (Array(found.prefix(Self.greatestNumber)), 0, 0)
        return true
    }

    /// Goes on to the next.
    /// - Returns: false when all were tried; the first is next then.
    mutating func turnToNext() -> Bool {
        guard !candidates.isEmpty else { return false }
        index = (index + 1) % candidates.count
        turns += 1
        if turns < candidates.count { return true }
        turns = 0
        return false
    }

    /// The current one serves.
    mutating func served() { turns = 0 }

    /// Forgets what was found.
    mutating func restart() { self = HomeAgentSelection(choice) }
}
