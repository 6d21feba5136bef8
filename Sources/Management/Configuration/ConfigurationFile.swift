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
        var reading = ConfigurationReading(octets, into: base)
        while reading.read(lines: .max) {}
        return try reading.finish()
    }
}
