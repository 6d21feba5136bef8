/// A file that an operator names: an absolute path, or the plain name of a file in the daemon's own folder.
public struct FileName: Hashable, Sendable {
    /// As it is written.
    public let text: String

    /// Takes a path of up to 1024 octets that begins with `/`, or up to 64 letters, digits or any of `-_.` of which the
    /// first is a letter, a digit or `_`. A plain name may be written as IOS does, with `flash:` before it. `nil` for
    /// anything else, and for words that mean a configuration already.
    public init?(_ text: some StringProtocol) {
        let name = Self.folders.first { text.hasPrefix($0) }.map { text.dropFirst($0.count) } ?? text[...]
        guard name.hasPrefix("/") ? Self.isPath(name) : Self.isPlain(name) else { return nil }
        self.text = String(name)
    }

    /// Whether it is a path, and no plain name.
    public var isPath: Bool { text.hasPrefix("/") }

    /// What IOS writes before the name of a file that the router keeps.
    private static let folders = ["flash:/", "flash:"]

    private static func isPath(_ text: some StringProtocol) -> Bool {
        let last = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return text.utf8.count <= 1024 && !last.isEmpty && last != "." && last != ".."
    }

    private static func isPlain(_ text: some StringProtocol) -> Bool {
        guard text != "running-config", text != "startup-config", let first = text.utf8.first,
            isLetterOrDigit(first) || first == UInt8(ascii: "_")
        else { return false }
        return text.utf8.count <= 64 && text.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
    }
}

extension FileName: Comparable, CustomStringConvertible {
    /// Orders names as text.
    public static func < (left: FileName, right: FileName) -> Bool {
        left.text < right.text
    }

    /// As it is written.
    public var description: String { text }
}
