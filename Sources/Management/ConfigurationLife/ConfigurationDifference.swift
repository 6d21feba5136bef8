/// The lines in which two configurations differ, with the sections that they are in, and without secrets.
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

    /// A line, with the lines of the section that it opens.
    struct Entry: Hashable, Sendable {
        /// What became of it.
        let change: Change
        /// The line.
        let line: String
        /// The lines of its section that differ; all of them if the section is in one configuration alone.
        let entries: [Entry]
    }

    /// The lines, in the order they are printed in; none if the configurations are the same.
    let entries: [Entry]

    /// Compares two configurations.
    init(from former: Configuration, to new: Configuration) {
        entries = former == new ? [] : Self.compare(Self.lines(of: former), Self.lines(of: new))
    }

    /// A line as it is, and as it may be shown.
    private struct Line {
        let clear: ConfigurationText.Line
        let shown: ConfigurationText.Line

        var inner: [Line] { Line.pairs(clear.lines ?? [], shown.lines ?? []) }

        static func pairs(_ clear: [ConfigurationText.Line], _ shown: [ConfigurationText.Line]) -> [Line] {
            zip(clear, shown).map(Line.init)
        }

        /// The line and all that is in it, which share its fate.
        func entry(_ change: Change) -> Entry {
            Entry(change: change, line: shown.line, entries: inner.map { $0.entry(change) })
        }
    }

    private static func lines(of configuration: Configuration) -> [Line] {
        let texts = [SecretRendering.clear, .removed].map { ConfigurationText(configuration, secrets: $0) }
        return Line.pairs(Array(texts[0].groups.joined()), Array(texts[1].groups.joined()))
    }

    /// Goes through two lists side by side: what the other list does not have is told when its turn comes. A line that
    /// both have, but in another place, is removed from the one place and added in the other.
    private static func compare(_ former: [Line], _ new: [Line]) -> [Entry] {
        var common = Set(former.map(\.clear.line)).intersection(new.map(\.clear.line))
        var entries: [Entry] = []
        var new = new[...]
        for old in former {
            while common.contains(old.clear.line), let next = new.first, !common.contains(next.clear.line) {
                entries.append(next.entry(.added))
                new.removeFirst()
            }
            if let next = new.first, next.clear.line == old.clear.line {
                entries += kept(old, next)
                new.removeFirst()
            } else {
                entries.append(old.entry(.removed))
                common.remove(old.clear.line)
            }
        }
        return entries + new.map { $0.entry(.added) }
    }

    /// A line that both have is told if something in its section differs.
    private static func kept(_ former: Line, _ new: Line) -> [Entry] {
        let inner = compare(former.inner, new.inner)
        return inner.isEmpty ? [] : [Entry(change: .kept, line: new.shown.line, entries: inner)]
    }
}
