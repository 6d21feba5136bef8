/// The kernel's name of an interface: 1 to 15 octets without `/`, `:` and white space, and not `.` or `..`; nor with
/// `|`, which the command line has its own use for.
public struct InterfaceName: Hashable, Sendable {
    /// The kernel's name.
    public let text: String

    /// Takes the kernel's name, or the IOS way of writing it: `Ethernet1` is `eth1`; `loopback1` is `Loopback1`.
    /// `nil` for what can be no interface's name.
    public init?(_ text: some StringProtocol) {
        if let family = Self.families.first(where: { text.lowercased().hasPrefix($0.key) }),
            let name = InterfaceName(family: family.key, unit: text.dropFirst(family.key.count))
        {
            self = name
        } else {
            self.init(kernel: String(text))
        }
    }

    /// Takes what IOS writes as a kind of interface and a number.
    init?(family: some StringProtocol, unit: some StringProtocol) {
        guard let prefix = Self.prefix(ofFamily: String(family)), !unit.isEmpty,
            unit.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.init(kernel: prefix + unit)
    }

    /// `Loopback1` and the like: an interface without a cable, which the daemon makes where there is none.
    public var isVirtual: Bool {
        text.hasPrefix("Loopback") && text.count > 8 && text.dropFirst(8).allSatisfy(\.isNumber)
    }

    private init?(kernel text: String) {
        guard (1...15).contains(text.utf8.count), text != ".", text != "..",
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f || "/:|".utf8.contains($0) })
        else { return nil }
        self.text = text
    }

    /// What the kernel's names of a kind of interfaces begin with. Two letters are enough of a kind.
    private static func prefix(ofFamily word: String) -> String? {
        guard word.count >= 2 else { return nil }
        return families.first { $0.key.hasPrefix(word.lowercased()) }?.value
    }

    /// Kinds of interfaces as IOS writes them, and what the kernel's names of them begin with.
    private static let families = ["ethernet": "eth", "loopback": "Loopback"]
}

extension InterfaceName: Comparable, CustomStringConvertible {
    /// Orders names as text.
    public static func < (left: InterfaceName, right: InterfaceName) -> Bool {
        left.text < right.text
    }

    /// The kernel's name.
    public var description: String { text }
}
