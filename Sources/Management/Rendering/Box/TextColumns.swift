/// Lines of a table for people: columns of fixed widths, and a last one of any.
struct TextColumns {
    /// Of all columns but the last, with the space behind them.
    let widths: [Int]

    /// A line with an end; a text that is wider than its column pushes the rest to the right.
    func line(_ texts: String...) -> String {
        var line = ""
        for (index, text) in texts.enumerated() {
            line += text
            guard index < texts.count - 1 else { break }
            line += String(repeating: " ", count: max(1, widths[index] - text.count))
        }
        return line.trimmingSpacesAtEnd + "\n"
    }
}

extension String {
    /// Without spaces behind.
    fileprivate var trimmingSpacesAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
