import FoundationEssentials

/// JSON as HAOS writes it: keys in the order of the alphabet, `schema` first.
enum JSONText {
    /// A value as indented JSON.
    static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // A report is made of numbers, strings and containers, none of which fails to encode.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    /// An object with the version of its form before everything else.
    static func document(_ value: some Encodable, schema: Int) -> String {
        let body = encode(value)
        return body.hasPrefix("{\n") ? "{\n  \"schema\" : \(schema),\n\(body.dropFirst(2))\n" : body + "\n"
    }

    /// An object with the version of its form and one array, made piece by piece.
    static func document<Element: Encodable>(
        _ key: String, _ elements: AnyIterator<Element>, schema: Int
    ) -> AnyIterator<String> {
        document(members: "", key, elements, schema: schema)
    }

    /// An object with the version of its form, the members of another one, which has some, and one array, made piece by
    /// piece.
    static func document<Element: Encodable>(
        _ head: some Encodable, _ key: String, _ elements: AnyIterator<Element>, schema: Int
    ) -> AnyIterator<String> {
        document(members: "\n" + encode(head).dropFirst(2).dropLast(2) + ",", key, elements, schema: schema)
    }

    private static func document<Element: Encodable>(
        members: String, _ key: String, _ elements: AnyIterator<Element>, schema: Int
    ) -> AnyIterator<String> {
        var isFirst = true
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            let opening = isFirst ? "{\n  \"schema\" : \(schema),\(members)\n  \"\(key)\" : [" : ""
            guard let element = elements.next() else {
                isDone = true
                return opening + (isFirst ? "]\n}\n" : "\n  ]\n}\n")
            }
            let separator = isFirst ? "\n" : ",\n"
            isFirst = false
            return opening + separator + indented(encode(element))
        }
    }

    /// A text with spaces before every line.
    static func indented(_ text: String, by spaces: Int = 4) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: spaces) + $0 }.joined(separator: "\n")
    }
}
