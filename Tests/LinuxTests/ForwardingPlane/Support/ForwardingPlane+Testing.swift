import CBPF
import Core
import Testing

@testable import Linux

/// What a program says of a packet, and what it made of it.
struct Verdict: Equatable {
    enum Action: Int32 {
        case pass = -1
        case drop = 2
        case redirect = 7
    }

    var action: Action?
    var frame: [UInt8]
    /// The frame without its Ethernet header.
    var packet: [UInt8] { Array(frame.dropFirst(14)) }
}

extension Verdict: CustomTestStringConvertible {
    /// The action, and the frame in hexadecimal as far as the headers go.
    var testDescription: String {
        let digits = frame.prefix(150).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "\(action.map { "\($0)" } ?? "unknown") \(frame.count) octets: \(digits)"
    }
}

struct RunFailure: Error {
    var code: Int32
}

extension ForwardingPlane {
    /// Runs the program for Ethernet on one frame, as if it came in through the loopback interface.
    ///
    /// - Parameter segmentSize: of an offload's packet; 0 for a plain one.
    func receive(_ frame: [UInt8], segmentSize: UInt32 = 0) throws -> Verdict {
        try run(object.program("haos_ethernet"), frame, segmentSize)
    }

    /// Runs the program on one frame of this node's own, on its way out of the loopback interface.
    ///
    /// - Parameter segmentSize: as of `receive`.
    func send(_ frame: [UInt8], segmentSize: UInt32 = 0) throws -> Verdict {
        try run(object.program("haos_ethernet_egress"), frame, segmentSize)
    }

    /// Runs a program on one frame, at the loopback interface.
    func run(_ program: Int32, _ frame: [UInt8], _ segmentSize: UInt32 = 0) throws -> Verdict {
        var context = unsafe __sk_buff()
        unsafe context.gso_size = segmentSize
        unsafe context.gso_segs = segmentSize == 0 ? 0 : 2
        var answer = [UInt8](repeating: 0, count: 4096)
        var options = unsafe bpf_test_run_opts()
        unsafe options.sz = MemoryLayout<bpf_test_run_opts>.size
        unsafe options.data_size_in = UInt32(frame.count)
        unsafe options.data_size_out = UInt32(answer.count)
        unsafe options.ctx_size_in = UInt32(MemoryLayout<__sk_buff>.size)
        let result = unsafe frame.withUnsafeBytes { input in
            unsafe answer.withUnsafeMutableBytes { output in
                unsafe withUnsafePointer(to: &context) { context in
                    unsafe options.data_in = input.baseAddress
                    unsafe options.data_out = output.baseAddress
                    unsafe options.ctx_in = UnsafeRawPointer(context)
                    return unsafe bpf_prog_test_run_opts(program, &options)
                }
            }
        }
        guard result == 0 else { throw RunFailure(code: -result) }
        return unsafe Verdict(
            action: Verdict.Action(rawValue: Int32(bitPattern: options.retval)),
            frame: Array(answer.prefix(Int(options.data_size_out))))
    }

    /// Tells the programs of the loopback interface, without attaching to it, as if it had a link-layer address.
    func describeLoopback(_ address: [UInt8] = Frame.homeAgent, copying messages: RouterMessages = []) throws {
        let address = try #require(LinkLayerAddress(octets: address))
        let value = haos_interface(.ethernet(address), copying: messages)
        try check("describing the loopback interface", interfaceMap.set(value, for: 1))
    }

    /// Gives each processor so many tokens for Packet Too Big messages, and none more until `delay` has passed.
    func setErrorTokens(_ tokens: UInt64, earnedAfter delay: Duration) throws {
        let time = (MonotonicClock.now() + delay).nanoseconds
        let bucket = haos_token_bucket(tokens: tokens, filled_at: time)
        let buckets = [haos_token_bucket](repeating: bucket, count: Int(libbpf_num_possible_cpus()))
        let descriptor = try object.map("error_tokens", keySize: 4, valueSize: MemoryLayout<haos_token_bucket>.size)
        var key: UInt32 = 0
        let result = unsafe bpf_map_update_elem(descriptor, &key, buckets, 0)
        guard result == 0 else { throw RunFailure(code: -result) }
    }

    /// Every counter that is not 0.
    var counted: [ForwardingCounter: UInt64] {
        let counters = counters()
        return Dictionary(uniqueKeysWithValues: ForwardingCounter.allCases.map { ($0, counters[$0]) })
            .filter { $0.value != 0 }
    }

    /// The packets in the ring buffer, which is empty then.
    var punted: [ReceivedPacket] { takeAll().compactMap(\.receivedPacket) }

    /// Everything in the ring buffer.
    func takeAll() -> [Event] {
        var events: [Event] = []
        consume(limit: 1000) { events.append($0) }
        return events
    }
}

extension Event {
    /// The packet, if it is that.
    var receivedPacket: ReceivedPacket? {
        if case .packet(let packet) = self { packet } else { nil }
    }
}

/// Expects a frame to pass as it is, and nothing to be counted but what is `counted`.
func expectUntouched(
    _ plane: ForwardingPlane, _ frame: [UInt8], counted: [ForwardingCounter: UInt64] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let verdict = try plane.receive(frame)
    #expect(verdict.action == .pass, sourceLocation: sourceLocation)
    #expect(verdict.frame == frame, sourceLocation: sourceLocation)
    #expect(plane.counted == counted, sourceLocation: sourceLocation)
}

/// Expects a packet to be moved to the daemon whole, with its interface and its frame's source.
func expectPunted(
    _ plane: ForwardingPlane, _ packet: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let verdict = try plane.receive(Octets.ethernet(packet))
    #expect(verdict.action == .drop, sourceLocation: sourceLocation)
    let expected = ReceivedPacket(
        interface: HomeNetwork.loopback, linkLayerSource: LinkLayerAddress(octets: Frame.peer), octets: packet)
    #expect(plane.punted == [expected], sourceLocation: sourceLocation)
}

/// Expects a frame to be dropped for `reason`, for the first time, and nothing else to be counted.
func expectDropped(
    _ plane: ForwardingPlane, _ frame: [UInt8], for reason: ForwardingCounter, segmentSize: UInt32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let before = plane.counted
    let verdict = try plane.receive(frame, segmentSize: segmentSize)
    #expect(verdict.action == .drop, sourceLocation: sourceLocation)
    let after = plane.counted.merging(before) { $0 - $1 }.filter { $0.value != 0 }
    #expect(after == [reason: 1], sourceLocation: sourceLocation)
}

/// Expects a frame to pass as `expected`.
func expectPassed(
    _ plane: ForwardingPlane, _ frame: [UInt8], as expected: [UInt8],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let verdict = try plane.receive(frame)
    #expect(verdict == Verdict(action: .pass, frame: expected), sourceLocation: sourceLocation)
}
