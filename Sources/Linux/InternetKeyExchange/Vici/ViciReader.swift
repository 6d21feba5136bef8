/// Takes octets of a message one after the other.
struct ViciReader {
    private var rest: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) {
        rest = octets
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func octet() throws(ViciError) -> UInt8 {
        guard let octet = rest.popFirst() else { throw .malformed }
        return octet
    }

    /// A name, whose length stands before it.
    mutating func name() throws(ViciError) -> String {
        let length = try octet()
        return String(decoding: try take(Int(length)), as: UTF8.self)
    }

    /// A value, whose length stands before it in two octets.
    mutating func value() throws(ViciError) -> [UInt8] {
        let length = try Int(octet()) << 8 | Int(octet())
        return Array(try take(length))
    }

    /// All that is left.
    mutating func takeRest() -> ArraySlice<UInt8> {
        defer { rest = [] }
        return rest
    }

    private mutating func take(_ count: Int) throws(ViciError) -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw .malformed }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
