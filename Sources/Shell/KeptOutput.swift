import Management

/// Output that the daemon takes back. There is room for so much and no more: more than any file may have.
struct KeptOutput {
    private static let capacity = 8 << 20

    private var octets: ArraySlice<UInt8> = []

    /// Takes a piece of output.
    mutating func append(_ text: String) {
        guard octets.count < Self.capacity else { return }
        octets += text.utf8
    }

    /// The next piece for the daemon; empty if there is no more.
    mutating func next() -> String {
        var piece = octets.prefix(ControlReply.keptPieceLength)
        // No character is cut in two.
        while let next = octets.dropFirst(piece.count).first, next & 0xc0 == 0x80 { piece.removeLast() }
        octets = octets.dropFirst(piece.count)
        return String(decoding: piece, as: UTF8.self)
    }
}
