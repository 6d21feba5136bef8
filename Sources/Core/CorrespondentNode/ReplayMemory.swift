/// What the next Binding Update has to exceed where no binding remembers it any more (RFC 6275 sections 5.2.8, 9.5.3 and
/// 9.6): the last accepted sequence number, as long as a nonce is accepted that an earlier update may have used.
struct ReplayMemory: Sendable {
    private struct Guard: Sendable {
        let sequenceNumber: UInt16
        /// When the update of that number was accepted.
        let acceptance: Instant
    }

    /// How many sequence numbers are remembered.
    private let capacity: Int
    private var guards: [RouteOptimizationKey: Guard] = [:]
    private var order = SortedKeys<RouteOptimizationMoment>()

    init(capacity: Int = 65_536) {
        self.capacity = capacity
    }

    /// When the earliest update was accepted whose sequence number is remembered.
    var earliest: Instant? { order.first?.moment }

    /// Whether more sequence numbers are remembered than there is room for.
    var isOverfull: Bool { guards.count > capacity }

    /// What is remembered.
    subscript(key: RouteOptimizationKey) -> UInt16? { guards[key]?.sequenceNumber }

    /// Remembers the sequence number of an update, and when that was accepted.
    mutating func retain(_ sequenceNumber: UInt16, acceptedAt acceptance: Instant, for key: RouteOptimizationKey) {
        forget(key)
        guards[key] = Guard(sequenceNumber: sequenceNumber, acceptance: acceptance)
        order.insert(RouteOptimizationMoment(moment: acceptance, key: key))
    }

    /// Lets go of a sequence number.
    mutating func forget(_ key: RouteOptimizationKey) {
        guard let former = guards.removeValue(forKey: key) else { return }
        order.remove(RouteOptimizationMoment(moment: former.acceptance, key: key))
    }

    /// Lets go of the sequence numbers of all updates that were accepted at `moment` or before.
    mutating func forget(through moment: Instant) {
        while let first = order.first, first.moment <= moment { forget(first.key) }
    }
}
