/// The forwarding plane's counters at one moment, all processors together.
public struct ForwardingCounters: Hashable, Sendable {
    private let values: [UInt64]

    /// - Parameter values: in the order of `ForwardingCounter.allCases`; missing ones are 0.
    init(values: [UInt64]) {
        self.values = values
    }

    /// The value of one counter.
    public subscript(counter: ForwardingCounter) -> UInt64 {
        guard let index = ForwardingCounter.allCases.firstIndex(of: counter), index < values.count else { return 0 }
        return values[index]
    }
}
