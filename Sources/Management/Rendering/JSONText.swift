import FoundationEssentials

/// JSON as HAOS writes it: keys in the order of the alphabet, `schema` first.
enum JSONText {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    /// A value as indented JSON.
    static func encode(_ value: some Encodable) -> String {
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
        document(key, pages: AnyIterator { elements.next().map { [$0] } }, schema: schema)
    }

    /// An object with the version of its form, the members of another one, which has some, and one array.
    static func document<Element: Encodable>(
        _ head: some Encodable, _ key: String, _ elements: AnyIterator<Element>, schema: Int
    ) -> AnyIterator<String> {
        document(
            key, pages: AnyIterator { elements.next().map { [$0] } }, schema: schema,
            members: "\n" + encode(head).dropFirst(2).dropLast(2) + ",")
    }

    /// An object with the version of its form and one array whose elements come page by page; a piece a page.
    static func document<Element: Encodable>(
        _ key: String, pages: AnyIterator<[Element]>, schema: Int, members: String = ""
    ) -> AnyIterator<String> {
        var opening = "{\n  \"schema\" : \(schema),\(members)\n  \"\(key)\" : ["
        var separator = "\n"
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            var piece = opening
            opening = ""
            guard let page = pages.next() else {
                isDone = true
                return piece + (separator == "\n" ? "]\n}\n" : "\n  ]\n}\n")
            }
            for element in page {
                piece += separator + indented(encode(element))
                separator = ",\n"
            }
            return piece
        }
    }

    /// A text with spaces before every line.
    static func indented(_ text: String, by spaces: Int = 4) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: spaces) + $0 }.joined(separator: "\n")
    }
}
