/// What is wrong with a configuration file.
public struct ConfigurationFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors, in the order of the lines, up to 100.
    public let diagnostics: [Diagnostic]
    /// How many more there are.
    public let omitted: Int

    /// The errors as a text: line number, line, caret, message and reason of each.
    public var description: String {
        diagnostics.map(\.text).joined() + (omitted == 0 ? "" : "... and \(omitted) more errors.\n")
    }
}
