import Testing

/// A golden packet of Fixtures/mip6-vectors.json.
struct WireVector: Decodable, Sendable, CustomTestStringConvertible {
    /// A field's value, named and read by tshark.
    enum Value: Decodable, Sendable, CustomStringConvertible {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var description: String {
            switch self {
            case .number(let number): String(number)
            case .text(let text): text
            }
        }
    }

    private struct File: Decodable {
        let vectors: [WireVector]
    }

    let name: String
    let valid: Bool
    let expect: String
    let fields: [String: Value]?
    /// Where a Parameter Problem points to.
    let pointer: Int?
    /// `ipv4` for an IPv6 packet in UDP in IPv4.
    let l3: String?
    let hex: String

    /// The IPv6 packet, from its header.
    var packet: [UInt8] {
        let octets = octets(hex: hex)
        return l3 == "ipv4" ? Array(octets.dropFirst(28)) : octets
    }

    var testDescription: String { name }

    /// All of them; `WireVectorTests.isComplete` sees that there are any.
    static let all: [WireVector] = (try? Fixture.decode(File.self, from: "mip6-vectors.json").vectors) ?? []
    static let valid = all.filter(\.valid)

    static func named(_ name: String) throws -> WireVector {
        try #require(all.first { $0.name == name }, "no vector is named \(name)")
    }
}
