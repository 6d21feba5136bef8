/// An object of a JSON document whose last member may be an array of any length.
struct JSONSection<Head: Encodable, Element: Encodable> {
    /// Its other members: a value that is encoded as an object that is not empty.
    let head: Head
    /// The array's name.
    let key: String
    /// The array; `nil` leaves it out.
    let elements: AnyIterator<Element>?
}

extension JSONText {
    /// An object with the version of its form and one array of sections, made piece by piece.
    static func document<Head, Element>(
        _ key: String, _ sections: AnyIterator<JSONSection<Head, Element>>, schema: Int
    ) -> AnyIterator<String> {
        var separator = "{\n  \"schema\" : \(schema),\n  \"\(key)\" : ["
        var rest: AnyIterator<String>?
        var isFirst = true
        var isDone = false
        return AnyIterator {
            if let piece = rest?.next() { return piece }
            guard !isDone else { return nil }
            guard let section = sections.next() else {
                isDone = true
                return isFirst ? separator + "]\n}\n" : "\n  ]\n}\n"
            }
            defer {
                isFirst = false
                separator = ","
            }
            rest = pieces(of: section)
            return separator + "\n" + indented(String(encode(section.head).dropLast(2)), by: 4)
        }
    }

    /// What follows the other members of a section, up to its end.
    private static func pieces<Head, Element>(of section: JSONSection<Head, Element>) -> AnyIterator<String> {
        guard let elements = section.elements else {
            return AnyIterator(CollectionOfOne("\n    }").makeIterator())
        }
        var opening = ",\n      \"\(section.key)\" : ["
        var isFirst = true
        var isDone = false
        return AnyIterator {
            guard !isDone else { return nil }
            defer {
                opening = ","
                isFirst = false
            }
            guard let element = elements.next() else {
                isDone = true
                return (isFirst ? opening + "]" : "\n      ]") + "\n    }"
            }
            return opening + "\n" + indented(encode(element), by: 8)
        }
    }
}
