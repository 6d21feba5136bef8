/// A configuration file that is being read, some lines at a time.
struct ConfigurationReading {
    private var reader: ConfigurationReader
    private var rest: ArraySlice<UInt8>
    private let length: Int

    /// Begins to read a file's octets; its lines are added to `base`.
    init(_ octets: [UInt8], into base: Configuration) {
        reader = ConfigurationReader(base)
        length = octets.count
        rest = octets.starts(with: [0xef, 0xbb, 0xbf]) ? octets.dropFirst(3) : octets[...]
        if length > ConfigurationFile.maximumLength { rest = [] }
    }

    /// Reads so many lines; false if there are no more.
    mutating func read(lines count: Int) -> Bool {
        var count = count
        while count > 0, !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            reader.read(rest[..<end])
            rest = rest[min(end + 1, rest.endIndex)...]
            count -= 1
        }
        return !rest.isEmpty
    }

    /// The configuration, or every error, by line.
    var result: Result<Configuration, ConfigurationFileError> {
        mutating get {
            do throws(ConfigurationFileError) {
                return .success(try finish())
            } catch {
                return .failure(error)
            }
        }
    }

    /// The configuration.
    ///
    /// - Throws: Every error, by line.
    mutating func finish() throws(ConfigurationFileError) -> Configuration {
        guard length <= ConfigurationFile.maximumLength else {
            let message = "% The file has \(length) octets, more than \(ConfigurationFile.maximumLength)."
            throw ConfigurationFileError(diagnostics: [Diagnostic(message: message)], omitted: 0)
        }
        return try reader.finish()
    }
}
