/// A Network Access Identifier (RFC 7542 section 2.2): `user@realm`, or `@realm`, which means everybody of the realm.
///
/// User names are told apart by case, realms are not; letters that Unicode calls equivalent are equal. Nothing in one
/// disturbs a terminal: it has no white space, no controls and no invisible characters.
public struct NetworkAccessIdentifier: Hashable, Sendable {
    /// Octets of UTF-8 that one may have (RFC 7542 section 2.3).
    public static let maximumLength = 253

    /// All of it, ASCII letters of the realm in lower case.
    private let text: String

    private init(canonical text: String) {
        self.text = text
    }

    /// Reads octets of UTF-8; `nil` if they are none, or no identifier.
    public init?(octets: [UInt8]) {
        guard octets.count <= Self.maximumLength, let text = String(validating: octets, as: UTF8.self) else {
            return nil
        }
        self.init(text)
    }

    /// Whether it means everybody of its realm.
    public var isRealm: Bool { text.utf8.first == UInt8(ascii: "@") }

    /// Everybody of its realm: `@realm`.
    public var everybody: NetworkAccessIdentifier {
        NetworkAccessIdentifier(canonical: String(text.drop { $0 != "@" }))
    }

    /// Whether it means `other`, alone or with everybody of its realm.
    public func includes(_ other: NetworkAccessIdentifier) -> Bool {
        self == (isRealm ? other.everybody : other)
    }
}

extension NetworkAccessIdentifier: LosslessStringConvertible {
    /// Reads a text; `nil` if it is neither `user@realm` nor `@realm`.
    public init?(_ text: String) {
        let scalars = text.unicodeScalars
        guard text.utf8.count <= Self.maximumLength, let at = scalars.firstIndex(of: "@") else { return nil }
        let username = scalars[..<at]
        let realm = String(scalars[scalars.index(after: at)...])
        guard username.isEmpty || Self.parts(of: username).allSatisfy(Self.isName),
            Self.parts(of: realm.unicodeScalars[...]).allSatisfy(Self.isLabel)
        else { return nil }
        self.init(canonical: "\(Substring(username))@\(Self.folded(realm))")
    }

    /// As it is read.
    public var description: String { text }
}

extension NetworkAccessIdentifier: Comparable {
    /// Orders identifiers as texts.
    public static func < (left: NetworkAccessIdentifier, right: NetworkAccessIdentifier) -> Bool {
        left.text < right.text
    }
}

extension NetworkAccessIdentifier {
    private typealias Scalars = Substring.UnicodeScalarView

    private static func parts(of scalars: Scalars) -> [Scalars] {
        scalars.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// Part of a user name (`string`).
    private static func isName(_ part: Scalars) -> Bool {
        !part.isEmpty && part.allSatisfy { $0.isASCII ? isOfName($0) : isVisible($0) }
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "(", ")", ",", ":", ";", "<", ">", "@", "[", "\\", "]": false
        default: (0x21...0x7e).contains(scalar.value)
        }
    }

    /// Part of a realm (`label`): letters, digits and hyphens inside, at most 63 octets (RFC 1035 section 2.3.4).
    private static func isLabel(_ part: Scalars) -> Bool {
        guard let first = part.first, let last = part.last, first != "-", last != "-" else { return false }
        return Substring(part).utf8.count <= 63 && part.allSatisfy { $0.isASCII ? isOfLabel($0) : isVisible($0) }
    }

    private static func isOfLabel(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: false
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }

    /// ASCII letters in lower case.
    private static func folded(_ realm: String) -> String {
        String(decoding: realm.utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
