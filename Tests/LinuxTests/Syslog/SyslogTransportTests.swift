import CLinux
import Core
import Glibc
import Management
import Testing

@testable import Linux

@Suite struct SyslogTransportTests {
    @Test func datagramsCarryAMessageEach() throws {
        let collector = try Collector(SOCK_DGRAM)
        let datagrams = SyslogDatagrams(SyslogHost(address: .loopback, transport: .udp, port: collector.port))
        #expect(datagrams.send(Array("first".utf8)) && datagrams.send(Array("second".utf8)))
        try eventually { try #require(collector.receive(isStream: false) == "first\nsecond\n") }
        #expect(datagrams.isUp)
    }

    @Test func datagramsWithoutAWayAreToldAtOnce() throws {
        let nowhere = IPv6Address(rawValue: 0x0100 << 112 | 1)
        let datagrams = SyslogDatagrams(SyslogHost(address: nowhere))
        try withNetworkNamespace { #expect(!datagrams.send([1])) }
        #expect(!datagrams.isUp)
    }

    @Test func aStreamCarriesMessagesWithTheirLengths() throws {
        let loop = try EventLoop()
        let collector = try Collector(SOCK_STREAM)
        var told: [String?] = []
        let stream = SyslogStream(
            SyslogHost(address: .loopback, transport: .tcp, port: collector.port), loop: loop
        ) { told.append($0?.reason) }
        #expect(stream.send(Array("early".utf8)))
        try loop.serve(until: "a message") { collector.receive(isStream: true) == "5 early" }
        #expect(stream.isUp && told == [nil])
        for number in 0..<500 { #expect(stream.send(Array("number \(number)".utf8))) }
        let expected = "5 early" + (0..<500).map { "\("number \($0)".utf8.count) number \($0)" }.joined()
        try loop.serve(until: "all messages") { collector.receive(isStream: true) == expected }
        stream.close()
        #expect(!stream.isUp)
    }

    /// The collector goes and comes back: what could not be sent meanwhile waits, as much as there is room for.
    @Test func aStreamComesBack() throws {
        let loop = try EventLoop()
        let collector = try Collector(SOCK_STREAM)
        var told: [Bool] = []
        let stream = SyslogStream(
            SyslogHost(address: .loopback, transport: .tcp, port: collector.port), loop: loop
        ) { told.append($0 == nil) }
        #expect(stream.send(Array("one".utf8)))
        try loop.serve(until: "a message") { collector.receive(isStream: true) == "3 one" }
        collector.hangUp()
        try loop.serve(until: "the news") { !stream.isUp }
        let taken = (0..<SyslogStream.capacity + 10).filter { _ in stream.send(Array("more".utf8)) }
        #expect(taken.count == SyslogStream.capacity)
        let expected = String(repeating: "4 more", count: SyslogStream.capacity)
        try loop.serve(until: "what waited") { collector.receive(isStream: true) == expected }
        #expect(told == [true, false, true])
    }

    @Test func aHostThatDoesNotListenIsToldOnce() throws {
        let loop = try EventLoop()
        let silent = try Collector(SOCK_STREAM, listens: false)
        var reasons: [String?] = []
        let stream = SyslogStream(SyslogHost(address: .loopback, transport: .tcp, port: silent.port), loop: loop) {
            reasons.append($0?.reason)
        }
        try loop.serve(until: "a refusal") { !reasons.isEmpty }
        #expect(reasons == ["Connection refused"] && !stream.isUp)
        #expect(silent.octets.isEmpty)
    }
}
