import Core
import Management
import Testing

@testable import Linux

@Suite struct EchoMessageTests {
    private let ours = EchoMessage(identifier: 0x1234)

    /// An error about a request: four octets, four of no matter, the IPv6 header and the request.
    private func error(type: UInt8, code: UInt8, about request: [UInt8], nextHeader: UInt8 = 58) throws -> [UInt8] {
        let source: IPv6Address = try .of("2001:db8::1")
        let destination: IPv6Address = try .of("2001:db8::2")
        let header: [UInt8] = [0x60, 0, 0, 0, 0, UInt8(request.count), nextHeader, 64]
        return [type, code, 0, 0, 0, 0, 0, 0] + header + source.octets + destination.octets + request
    }

    @Test func aRequestHasTheSizeThatIsAskedFor() {
        let request = ours.request(sequence: 0x0102, size: 100)
        #expect(request.count == 60, "and 40 of the IPv6 header")
        #expect(request.prefix(8) == [128, 0, 0, 0, 0x12, 0x34, 1, 2])
        #expect(ours.request(sequence: 1, size: 48).count == 8)
    }

    @Test func aReplyIsKnownByItsIdentifier() {
        #expect(ours.answer(in: [129, 0, 9, 9, 0x12, 0x34, 0, 7, 1, 2])?.sequence == 7)
        #expect(ours.answer(in: [129, 0, 9, 9, 0x12, 0x34, 0, 7])?.outcome == .reply)
        #expect(ours.answer(in: [129, 0, 9, 9, 0x12, 0x35, 0, 7]) == nil)
        #expect(ours.answer(in: [128, 0, 9, 9, 0x12, 0x34, 0, 7]) == nil, "somebody's request")
    }

    @Test(
        arguments: [
            (1, 3, ProbeAnswer.Outcome.unreachable(code: 3)), (2, 0, .packetTooBig), (3, 0, .timeExceeded),
            (4, 1, .parameterProblem),
        ] as [(UInt8, UInt8, ProbeAnswer.Outcome)])
    func anErrorIsKnownByTheRequestInIt(type: UInt8, code: UInt8, outcome: ProbeAnswer.Outcome) throws {
        let answer = ours.answer(in: try error(type: type, code: code, about: ours.request(sequence: 9, size: 60)))
        #expect(answer?.outcome == outcome && answer?.sequence == 9)
        #expect(answer?.destination == (try .of("2001:db8::2")))
    }

    @Test func whatIsNotAboutOurRequestIsNoAnswer() throws {
        let others = EchoMessage(identifier: 0x4321).request(sequence: 9, size: 60)
        #expect(ours.answer(in: try error(type: 3, code: 0, about: others)) == nil)
        let request = ours.request(sequence: 9, size: 60)
        #expect(ours.answer(in: try error(type: 3, code: 0, about: request, nextHeader: 17)) == nil)
        #expect(ours.answer(in: try error(type: 5, code: 0, about: request)) == nil)
        let whole = try error(type: 3, code: 0, about: request)
        for length in 0..<56 { #expect(ours.answer(in: whole.prefix(length)) == nil) }
        #expect(ours.answer(in: whole.prefix(56)) != nil)
    }
}
