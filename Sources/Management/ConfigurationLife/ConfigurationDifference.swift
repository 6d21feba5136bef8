/// The lines in which two configurations differ, and those that open the sections that they are in; without secrets.
struct ConfigurationDifference: Sendable {
    /// What became of a line.
    enum Change: String, Codable, Sendable {
        /// It is in the first configuration alone.
        case removed
        /// It is in the second configuration alone.
        case added
        /// It is in both; lines of the section that it opens differ.
        case kept
    }

    /// A line.
    struct Entry: Hashable, Sendable {
        /// What became of it.
        let change: Change
        /// How many sections it is in: those of the lines before it that are in fewer.
        let depth: Int
        /// The line.
        let line: String
    }

    /// The lines, in the order they are printed in; none if the configurations are the same.
    private(set) var entries: [Entry] = []
    /// Lines that opened the sections of the line that was compared last, and are not told yet.
    private var untold: [Entry?] = []

    /// No difference.
    init() {}

    /// Takes in the next line. One that is kept is told when something in its section is not.
    mutating func append(_ change: Change, depth: Int, _ line: String) {
        let entry = Entry(change: change, depth: depth, line: line)
        untold.removeSubrange(min(depth, untold.count)...)
        guard change != .kept else { return untold.append(entry) }
        entries += untold.compactMap(\.self)
        untold = untold.map { _ in nil }
        entries.append(entry)
    }
}
