import Core

/// A message of strongSwan's control interface (vici): names with what they stand for, in their order.
struct ViciMessage: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// What a name stands for.
    enum Value: Hashable, Sendable {
        case octets([UInt8])
        case list([[UInt8]])
        case section(ViciMessage)
        /// Octets that no output shows.
        case secret(SecretKey)
    }

    /// A name and what it stands for.
    struct Element: Hashable, Sendable {
        var name: String
        var value: Value
    }

    private(set) var elements: [Element] = []

    init(_ elements: [Element]) {
        self.elements = elements
    }

    init(dictionaryLiteral elements: (String, Value)...) {
        self.elements = elements.map { Element(name: $0, value: $1) }
    }

    /// Adds a name.
    mutating func append(_ name: String, _ value: Value) {
        elements.append(Element(name: name, value: value))
    }

    /// What a name stands for; the first of several.
    subscript(name: String) -> Value? {
        elements.first { $0.name == name }?.value
    }

    /// A name's text; `nil` if it stands for none.
    func text(_ name: String) -> String? {
        if case .octets(let octets) = self[name] { String(decoding: octets, as: UTF8.self) } else { nil }
    }

    /// A name's texts; none if it stands for no list.
    func list(_ name: String) -> [String] {
        guard case .list(let items) = self[name] else { return [] }
        return items.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A name's section.
    func section(_ name: String) -> ViciMessage? {
        if case .section(let message) = self[name] { message } else { nil }
    }

    /// All sections.
    var sections: [(name: String, message: ViciMessage)] {
        elements.compactMap { element in
            if case .section(let message) = element.value { (element.name, message) } else { nil }
        }
    }

    /// Whether a command was carried out; the answers of those that cannot fail do not say.
    var isSuccess: Bool { text("success").map { $0 == "yes" } ?? true }
}

extension ViciMessage.Value: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    init(stringLiteral text: String) {
        self = .text(text)
    }

    init(arrayLiteral items: String...) {
        self = .texts(items)
    }

    /// A text.
    static func text(_ text: some CustomStringConvertible) -> Self { .octets(Array(text.description.utf8)) }

    /// Texts.
    static func texts(_ texts: [String]) -> Self { .list(texts.map { Array($0.utf8) }) }
}
