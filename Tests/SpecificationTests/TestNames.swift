/// The names of the tests in a file: functions and suites of Swift Testing, functions of pytest. Helpers do not count.
enum TestNames {
    static func all(in text: String, at path: String) -> Set<String> {
        path.hasSuffix(".py") ? python(text) : swift(text)
    }

    private static func python(_ text: String) -> Set<String> {
        Set(text.matches(of: /(?m)^def (test_\w+)\(/).map { String($0.output.1) })
    }

    private static func swift(_ text: String) -> Set<String> {
        let marks = text.matches(of: /@(?:Test|Suite)\b/)
        return Set(marks.compactMap { name(declaredBehind: text[$0.range.upperBound...]) })
    }

    /// The name of what an attribute, whose arguments may follow, belongs to.
    private static func name(declaredBehind text: Substring) -> String? {
        let declaration = text.first == "(" ? withoutArguments(text) : text
        return declaration.prefixMatch(of: /\s*(?:func|struct|final class|enum) (\w+)/).map { String($0.output.1) }
    }

    /// Goes past parentheses, and those within them; those in quotation marks do not count.
    private static func withoutArguments(_ text: Substring) -> Substring {
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            switch text[index] {
            case _ where isEscaped: isEscaped = false
            case "\\": isEscaped = true
            case "\"": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted:
                depth -= 1
                if depth == 0 { return text[text.index(after: index)...] }
            default: break
            }
        }
        return ""
    }
}
