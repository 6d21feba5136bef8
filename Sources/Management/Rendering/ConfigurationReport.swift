/// `show running-config` and `show startup-config`, without secrets, made line by line.
struct ConfigurationReport: Report {
    /// The version of the JSON form.
    static let schema = 1
    /// Lines that are made before others have their turn.
    private static let pace = 64

    private let printer: ConfigurationPrinter

    /// Shows a configuration.
    ///
    /// - Parameters:
    ///   - isWhole: Whether to show settings too that have their default.
    ///   - section: The line that opens the only section to show; `nil` shows all.
    init(_ configuration: Configuration, isWhole: Bool = false, section: String? = nil) {
        printer = ConfigurationPrinter(
            configuration: configuration, secrets: .removed, isWhole: isWhole, section: section)
    }

    /// The text as it would be in a file.
    func textPieces() -> AnyIterator<String> {
        printer.textLines.paced(by: Self.pace)
    }

    /// `lines`: each a `line`, and the `lines` of the mode that it opens if it opens one.
    func jsonPieces() -> AnyIterator<String> {
        let lines = AnySequence(printer.groups.lazy.flatMap(\.self))
        let pieces = [
            AnySequence(["{\n  \"schema\" : \(Self.schema),\n  \"lines\" : "]), Self.array(lines, indentation: "  "),
            AnySequence(["\n}\n"]),
        ].joined()
        return AnyIterator(pieces.makeIterator()).paced(by: Self.pace)
    }

    private static func array(
        _ lines: AnySequence<ConfigurationPrinter.Line>, indentation: String
    ) -> AnySequence<String> {
        let elements = lines.lazy.enumerated().flatMap { number, line in
            [AnySequence([number == 0 ? "[\n" : ",\n"]), object(line, indentation: indentation + "  ")].joined()
        }
        let isEmpty = !lines.contains { _ in true }
        return AnySequence([AnySequence(elements), AnySequence([isEmpty ? "[]" : "\n\(indentation)]"])].joined())
    }

    private static func object(_ line: ConfigurationPrinter.Line, indentation: String) -> AnySequence<String> {
        let text = "\(indentation){\n\(indentation)  \"line\" : \(JSONText.encode(line.text))"
        let end = "\n\(indentation)}"
        guard let section = line.section else { return AnySequence([text + end]) }
        return AnySequence(
            [
                AnySequence(["\(text),\n\(indentation)  \"lines\" : "]),
                array(section, indentation: indentation + "  "), AnySequence([end]),
            ].joined())
    }
}
