/// What makes each Binding Update to one peer later than all before (RFC 6275 section 11.7.1, RFC 4285 section 6).
struct UpdateNumbering: Sendable {
    /// The number of the last update; at first any.
    private(set) var sequenceNumber: UInt16
    /// How far the home agent's clock is ahead of this node's, as far as it said.
    private var offset = Duration.zero
    /// The last timestamp sent.
    private var timestamp: NetworkTimestamp?

    init(_ context: Context) {
        sequenceNumber = UInt16(random: context)
    }

    /// The number of the next update.
    mutating func next() -> UInt16 {
        sequenceNumber &+= 1
        return sequenceNumber
    }

    /// Takes over what the peer accepted last (status 135).
    /// - Returns: whether that is news: what is older answers an update that others followed.
    mutating func exceed(_ accepted: UInt16) -> Bool {
        guard accepted == sequenceNumber || SequenceNumber.isNewer(accepted, than: sequenceNumber) else { return false }
        sequenceNumber = accepted
        return true
    }

    /// The timestamp of the next update, later than any before; `nil` while the calendar is not known.
    mutating func nextTimestamp(_ context: Context) -> NetworkTimestamp? {
        guard let calendar = context.calendar else { return nil }
        var next = calendar + offset
        if let timestamp, !next.isLater(than: timestamp) { next = NetworkTimestamp(rawValue: timestamp.rawValue + 1) }
        timestamp = next
        return next
    }

    /// Goes by the home agent's clock from now on (status 144): its seconds stand in the upper half of `answer`.
    mutating func follow(_ answer: NetworkTimestamp, _ context: Context) {
        guard let calendar = context.calendar else { return }
        let seconds = Int32(truncatingIfNeeded: Int64(bitPattern: (answer.rawValue >> 32) &- (calendar.rawValue >> 32)))
        offset = .seconds(Int64(seconds))
        timestamp = nil
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// A number that nobody can predict.
    init(random context: Context) {
        self = context.authenticator.randomOctets(Self.bitWidth / 8).reduce(0) { $0 << 8 | Self($1) }
    }
}
