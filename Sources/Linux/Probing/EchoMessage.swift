import Core
import Management

/// Echo requests, and what comes back for them (RFC 4443).
struct EchoMessage {
    /// What a message says of an echo request of ours.
    struct Answer: Hashable {
        /// What it says.
        var outcome: ProbeAnswer.Outcome
        /// The sequence number of the request.
        var sequence: UInt16
        /// Where the request went to.
        var destination: IPv6Address?
    }

    /// Octets of a header of IPv6, and of one of ICMPv6.
    private static let (packetHeader, messageHeader) = (IPv6Header.length, 8)
    private static let (request, reply): (UInt8, UInt8) = (128, 129)
    private static let icmpv6: UInt8 = 58

    /// Tells our requests from those of others.
    let identifier: UInt16

    /// A request; the kernel fills in the checksum.
    /// - Parameter size: Octets of the packet that it is sent in.
    func request(sequence: UInt16, size: Int) -> [UInt8] {
        let numbers = [identifier, sequence].flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let count = max(0, size - Self.packetHeader - Self.messageHeader)
        return [Self.request, 0, 0, 0] + numbers + (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// Reads a message; `nil` if it is not about a request with our identifier.
    func answer(in message: some RandomAccessCollection<UInt8>) -> Answer? {
        let octets = Array(message)
        guard octets.count >= Self.messageHeader else { return nil }
        if octets[0] == Self.reply {
            guard Self.number(octets, 4) == identifier else { return nil }
            return Answer(outcome: .reply, sequence: Self.number(octets, 6))
        }
        let invoking = octets.dropFirst(Self.messageHeader)
        guard let outcome = Self.outcome(type: octets[0], code: octets[1]),
            invoking.count >= Self.packetHeader + Self.messageHeader
        else { return nil }
        let start = invoking.startIndex
        let message = start + Self.packetHeader
        guard invoking[start + 6] == Self.icmpv6, invoking[message] == Self.request,
            Self.number(octets, message + 4) == identifier
        else { return nil }
        return Answer(
            outcome: outcome, sequence: Self.number(octets, message + 6),
            destination: IPv6Address(octets: invoking[start + 24..<start + 40]))
    }

    private static func outcome(type: UInt8, code: UInt8) -> ProbeAnswer.Outcome? {
        switch type {
        case 1: .unreachable(code: code)
        case 2: .packetTooBig
        case 3: .timeExceeded
        case 4: .parameterProblem
        default: nil
        }
    }

    private static func number(_ octets: [UInt8], _ index: Int) -> UInt16 {
        UInt16(octets[index]) << 8 | UInt16(octets[index + 1])
    }
}
