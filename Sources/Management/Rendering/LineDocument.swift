/// Lines as a JSON document, made as they come: `lines`, each a `line`, and the `lines` below it that are indented
/// deeper. `show running-config | json` has the same form.
struct LineDocument {
    /// What comes before the first line.
    private static let opening = "{\n  \"schema\" : \(ConfigurationReport.schema),\n  \"lines\" : [\n"

    /// The line that is written when it is known whether others belong to it.
    private var pending: (indentation: Int, text: String)?
    /// How far the lines are indented that the pending one belongs to, outermost first.
    private var outer: [Int] = []

    /// Takes a line; returns what can be written by now.
    mutating func take(_ line: Substring) -> String {
        let text = line.drop { $0 == " " }
        let indentation = line.count - text.count
        defer { pending = (indentation, String(text)) }
        guard let former = pending else { return Self.opening }
        if indentation > former.indentation {
            defer { outer.append(former.indentation) }
            return begun(former.text) + ",\n" + margin + "  \"lines\" : [\n"
        }
        return begun(former.text) + ended(above: indentation) + ",\n"
    }

    /// What is left to be written.
    mutating func finish() -> String {
        guard let last = pending else { return Self.opening.dropLast() + "]\n}\n" }
        return begun(last.text) + ended(above: 0) + "\n  ]\n}\n"
    }

    private func begun(_ text: String) -> String {
        margin + "{\n" + margin + "  \"line\" : " + JSONText.encode(text)
    }

    /// The end of the pending line and of those that it belongs to and the next one does not.
    private mutating func ended(above indentation: Int) -> String {
        var text = "\n" + margin + "}"
        while let last = outer.last, indentation <= last {
            outer.removeLast()
            text += "\n" + margin + "  ]\n" + margin + "}"
        }
        return text
    }

    private var margin: String {
        String(repeating: " ", count: 4 + 4 * outer.count)
    }
}
