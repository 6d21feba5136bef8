/// What was typed and not used yet: octets in, characters out.
struct TypeAhead {
    /// Octets that may wait; a terminal is not read while there are more.
    static let capacity = 1 << 20

    private static let interrupt: UInt8 = 0x03
    private static let ends: [UInt8] = [UInt8(ascii: "\r"), UInt8(ascii: "\n")]

    private var octets: ArraySlice<UInt8> = []

    /// Whether more may be taken.
    var hasRoom: Bool { octets.count < Self.capacity }

    /// Whether a whole line waits, as after a paste of several; Return alone is none.
    var hasLine: Bool {
        octets.drop { $0 == UInt8(ascii: " ") || Self.ends.contains($0) }.contains(where: Self.ends.contains)
    }

    /// Takes what was typed.
    mutating func append(_ typed: some Sequence<UInt8>) {
        octets += typed
    }

    /// Puts a text before all that was typed.
    mutating func prepend(_ text: String) {
        octets = (Array(text.utf8) + octets)[...]
    }

    /// The next character; `nil` if there is none, or not all of it. What is no UTF-8 becomes U+FFFD.
    mutating func next() -> Unicode.Scalar? {
        guard let first = octets.first else { return nil }
        let length = Self.length(ofCharacterBeginning: first)
        let character = octets.prefix(length).prefix { $0 == first || $0 & 0xc0 == 0x80 }
        // The rest may come yet, unless something else has come in its place.
        if character.count < length, character.count == octets.count { return nil }
        octets = octets.dropFirst(character.count)
        return String(decoding: character, as: UTF8.self).unicodeScalars.first
    }

    /// Whether Ctrl-C was pressed; if so, it and everything before it is forgotten.
    mutating func takeInterrupt() -> Bool {
        guard let index = octets.lastIndex(of: Self.interrupt) else { return false }
        octets = octets[(index + 1)...]
        return true
    }

    private static func length(ofCharacterBeginning octet: UInt8) -> Int {
        switch octet {
        case 0xc2...0xdf: 2
        case 0xe0...0xef: 3
        case 0xf0...0xf4: 4
        default: 1
        }
    }
}
