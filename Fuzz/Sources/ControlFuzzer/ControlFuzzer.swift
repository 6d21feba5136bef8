import ManagementFixtures

@testable import Management

/// Talks to the daemon's end of a control connection: whatever arrives, in whatever pieces, whole replies come back,
/// and the connection ends when nothing more arrives.
@c(LLVMFuzzerTestOneInput)
public func fuzzControl(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let router = FixtureRouter()
    router.records = FixtureBindings.all
    var connection = ControlConnection(user: "root", userIdentifier: 0)
    var decoder = FrameDecoder()
    let pieceLength = 1 + Int(octets.first ?? 0)
    var rest = octets.dropFirst()
    while !rest.isEmpty, connection.acceptsInput, !connection.isOver {
        connection.receive(rest.prefix(pieceLength))
        rest = rest.dropFirst(pieceLength)
        exchange(&connection, &decoder, router)
    }
    connection.inputEnded()
    exchange(&connection, &decoder, router)
    connection.close(for: router)
    precondition(decoder.count == 0, "a reply is not whole")
    return 0
}

private func exchange(_ connection: inout ControlConnection, _ decoder: inout FrameDecoder, _ router: FixtureRouter) {
    while case let octets = connection.takeOutput(atMost: 4096, for: router), !octets.isEmpty || connection.isPausing {
        decoder.append(octets)
    }
    do {
        while let octets = try decoder.next() { _ = try ControlFrame.decode(ControlReply.self, from: octets) }
    } catch {
        preconditionFailure("a reply cannot be read: \(error)")
    }
}
