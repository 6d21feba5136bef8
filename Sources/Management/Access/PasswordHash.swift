/// A password's hash in the form of crypt(5): yescrypt (`$y$`) or SHA-512 (`$6$`). Nothing prints it by accident.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The hash itself, parameters and salt before it.
    public let text: String

    /// The hash in a text; `nil` if it is none, or one that takes more memory or time to check than a password is worth.
    public init?(_ text: String) {
        let fields = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false).map(Array.init)
        guard fields.count >= 4, fields[0].isEmpty else { return nil }
        let isHash =
            switch String(decoding: fields[1], as: UTF8.self) {
            case "y": Self.isYescrypt(fields[2...])
            case "6": Self.isSHA512(fields[2...])
            default: false
            }
        guard isHash else { return nil }
        self.text = text
    }

    /// Never the hash.
    public var description: String { "<secret>" }
    /// Never the hash.
    public var debugDescription: String { "<secret>" }
    /// Never the hash: `dump` and reflection see nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The costs 1 to 7 of crypt_gensalt: up to 64 MiB of memory.
    private static let yescryptParameters = ["j75", "j85", "j7T", "j8T", "j9T", "jAT", "jBT"]

    private static func isYescrypt(_ fields: ArraySlice<[UInt8]>) -> Bool {
        guard fields.count == 3, let first = fields.first, let salt = fields.dropFirst().first, let sum = fields.last
        else { return false }
        return yescryptParameters.contains(String(decoding: first, as: UTF8.self))
            && isText(salt, of: 1...86) && isText(sum, of: 43...43)
    }

    /// The rounds are 5000, or what stands in their own field.
    private static func isSHA512(_ fields: ArraySlice<[UInt8]>) -> Bool {
        var fields = fields
        if fields.count == 3 {
            let rounds = String(decoding: fields.removeFirst(), as: UTF8.self)
            guard rounds.hasPrefix("rounds="), let count = UInt32(rounds.dropFirst(7)), (1000...500_000).contains(count)
            else { return false }
        }
        guard fields.count == 2, let salt = fields.first, let sum = fields.last else { return false }
        return isText(salt, of: 1...16) && isText(sum, of: 86...86)
    }

    private static func isText(_ octets: [UInt8], of length: ClosedRange<Int>) -> Bool {
        length.contains(octets.count)
            && octets.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    }
}
