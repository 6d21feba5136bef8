/// Cuts a stream of octets into messages.
public struct FrameDecoder: Sendable {
    private var octets: [UInt8] = []
    /// What was consumed of `octets`.
    private var start = 0

    /// A decoder at the beginning of a stream.
    public init() {}

    /// Octets that wait for the rest of their message, or to be taken.
    public var count: Int { octets.count - start }

    /// Whether `next` has something to give, or to throw.
    public var hasMessage: Bool {
        guard count >= 4 else { return false }
        return length > ControlFrame.maximumLength || count - 4 >= length
    }

    /// Takes what arrived.
    public mutating func append(_ arrived: some Collection<UInt8>) {
        if start > octets.count / 2 {
            octets.removeFirst(start)
            start = 0
        }
        octets += arrived
    }

    /// The next message's octets, without the length; `nil` if it is not all there.
    ///
    /// - Throws: `tooLong`; nothing after it can be understood.
    public mutating func next() throws(ControlProtocolError) -> [UInt8]? {
        guard hasMessage else { return nil }
        let end = start + 4 + length
        guard length <= ControlFrame.maximumLength else { throw .tooLong }
        defer { start = end }
        return Array(octets[start + 4..<end])
    }

    /// The next message's octets, if it is all there and a short one; it stays.
    var shortMessage: [UInt8]? {
        guard hasMessage, length <= 64 else { return nil }
        return Array(octets[start + 4..<start + 4 + length])
    }

    /// What the first four octets say.
    private var length: Int {
        octets[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
