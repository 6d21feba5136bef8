/// Reads configuration files. A file is one transaction: all of its lines, or none.
public enum ConfigurationFile {
    /// Octets that a file may have.
    public static let maximumLength = 64 << 20
    /// How many errors are told.
    static let maximumDiagnostics = 100

    /// Makes a configuration of a file's octets: UTF-8, lines ended by LF or CR LF.
    ///
    /// Indentation means nothing. A line belongs to the mode that the lines before it opened, or, if it is no line of
    /// that mode, to the nearest mode around it. `!` begins a comment line; nothing may follow `end`.
    ///
    /// - Parameters:
    ///   - octets: The file.
    ///   - base: What the lines are added to.
    /// - Throws: Every error, by line.
    public static func parse(
        _ octets: [UInt8], into base: Configuration = Configuration()
    ) throws(ConfigurationFileError) -> Configuration {
        guard octets.count <= maximumLength else {
            let message = "% The file has \(octets.count) octets, more than \(maximumLength)."
            throw ConfigurationFileError(diagnostics: [Diagnostic(message: message)], omitted: 0)
        }
        var reader = ConfigurationReader(base)
        var rest = octets[...]
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            reader.read(rest[..<end])
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        return try reader.finish()
    }
}
