/// The text of a configuration that is being made, some lines at a time; keys in clear.
struct ConfigurationWriting {
    /// What was made so far; the whole text when there are no more lines.
    private(set) var octets: [UInt8] = []
    private let lines: AnyIterator<String>

    init(_ configuration: Configuration) {
        lines = ConfigurationPrinter(configuration: configuration, secrets: .clear).textLines
    }

    /// Makes so many lines; false if there are no more.
    mutating func write(lines count: Int) -> Bool {
        for _ in 0..<count {
            guard let line = lines.next() else { return false }
            octets += line.utf8
        }
        return true
    }
}
