/// Two configurations that are being compared, some lines at a time.
struct ConfigurationComparison {
    /// A line as it may be shown, and what tells it from all others: itself behind the lines that it stands under, keys in
    /// clear.
    private struct Line {
        let depth: Int
        let shown: String
        let path: String
    }

    /// The lines of a configuration, made when they are asked for.
    private struct Lines {
        private let clear: AnyIterator<ConfigurationPrinter.PlacedLine>
        private let shown: AnyIterator<ConfigurationPrinter.PlacedLine>
        /// Of the last line and those that it stands under.
        private var paths: [String] = []

        init(_ configuration: Configuration) {
            func lines(_ secrets: SecretRendering) -> AnyIterator<ConfigurationPrinter.PlacedLine> {
                AnyIterator(
                    ConfigurationPrinter(configuration: configuration, secrets: secrets).placedLines.makeIterator())
            }
            (clear, shown) = (lines(.clear), lines(.removed))
        }

        mutating func next() -> Line? {
            guard let line = clear.next(), let shown = shown.next() else { return nil }
            paths.removeSubrange(line.depth...)
            paths.append((paths.last ?? "") + "\u{0}" + line.text)
            return Line(depth: line.depth, shown: shown.text, path: paths[line.depth])
        }
    }

    private var formerLines: Lines
    private var newLines: Lines
    private var former: [Line] = []
    private var new: [Line] = []
    /// The paths of the first configuration.
    private var formerPaths: Set<String> = []
    /// The paths of both, but for those that were told already.
    private var common: Set<String> = []
    private var nextFormer = 0
    private var nextNew = 0
    /// The depth of a line that was removed: what stands under it shares its fate.
    private var removedDepth: Int?
    /// What was found so far; everything when there is nothing more to compare.
    private(set) var difference = ConfigurationDifference()

    init(from former: Configuration, to new: Configuration) {
        formerLines = Lines(former)
        newLines = Lines(new)
    }

    /// Goes on by so many lines; false if there are no more.
    mutating func compare(lines count: Int) -> Bool {
        for _ in 0..<count {
            guard read() || step() else { return false }
        }
        return true
    }

    /// Reads a line; false if all are read.
    private mutating func read() -> Bool {
        if let line = formerLines.next() {
            formerPaths.insert(line.path)
            former.append(line)
            return true
        }
        guard let line = newLines.next() else { return false }
        if formerPaths.contains(line.path) { common.insert(line.path) }
        new.append(line)
        return true
    }

    /// Goes through the two lists side by side: what the other list does not have is told when its turn comes. A line that
    /// both have, but in another place, is removed from the one place and added in the other. A list that is still in a
    /// section that the other one has left goes first.
    private mutating func step() -> Bool {
        guard nextFormer < former.count else { return addNext() }
        let old = former[nextFormer]
        guard nextNew < new.count, removedDepth.map({ old.depth <= $0 }) ?? true else { return remove(old) }
        let added = new[nextNew]
        if added.depth > old.depth { return addNext() }
        if added.path == old.path { return keep(added) }
        if added.depth == old.depth, common.contains(old.path), !common.contains(added.path) { return addNext() }
        return remove(old)
    }

    private mutating func keep(_ line: Line) -> Bool {
        difference.append(.kept, depth: line.depth, line.shown)
        (nextFormer, nextNew, removedDepth) = (nextFormer + 1, nextNew + 1, nil)
        return true
    }

    private mutating func addNext() -> Bool {
        guard nextNew < new.count else { return false }
        difference.append(.added, depth: new[nextNew].depth, new[nextNew].shown)
        nextNew += 1
        return true
    }

    private mutating func remove(_ line: Line) -> Bool {
        difference.append(.removed, depth: line.depth, line.shown)
        common.remove(line.path)
        nextFormer += 1
        if removedDepth.map({ line.depth <= $0 }) ?? true { removedDepth = line.depth }
        return true
    }
}
