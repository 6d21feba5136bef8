/// What a terminal of 80 columns shows, as far as a line editor makes use of it; rows that scroll out stay.
struct TerminalScreen {
    /// How many rows there are, down to the cursor's.
    var rowCount: Int { row + 1 }

    /// The last rows, down to the cursor's, without white space at their ends.
    func lastRows(_ count: Int) -> [String] {
        Array(rows[...row].suffix(count))
    }

    /// All rows, also those below the cursor's, without white space at their ends.
    var rows: [String] {
        cells.map { row in String(row.prefix((row.lastIndex { $0 != " " } ?? -1) + 1)) }
    }

    private static let width = 80
    private var cells: [[Character]] = [[]]
    private var row = 0
    private var column = 0
    /// What came of a control sequence whose end has not come.
    private var sequence: String?

    /// Shows characters.
    mutating func show(_ text: some Sequence<Unicode.Scalar>) {
        for scalar in text {
            if sequence != nil {
                take(scalar)
            } else {
                show(scalar)
            }
        }
    }

    private mutating func show(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\r": column = 0
        case "\n": moveDown()
        case "\u{8}": column = max(0, column - 1)
        case "\u{7}": break
        case "\u{1b}": sequence = ""
        default: write(Character(scalar))
        }
    }

    private mutating func write(_ character: Character) {
        if column == Self.width {
            column = 0
            moveDown()
        }
        fill(to: column + 1)
        cells[row][column] = character
        column += 1
    }

    private mutating func moveDown() {
        row += 1
        if row == cells.count { cells.append([]) }
    }

    private mutating func fill(to count: Int) {
        while cells[row].count < count { cells[row].append(" ") }
    }

    /// Takes the next character of a control sequence: `ESC [ numbers letter`.
    private mutating func take(_ scalar: Unicode.Scalar) {
        guard scalar.properties.isAlphabetic || scalar == "@" else {
            sequence?.unicodeScalars.append(scalar)
            return
        }
        let numbers = (sequence ?? "").dropFirst().split(separator: ";").compactMap { Int($0) }
        sequence = nil
        execute(scalar, numbers.first)
    }

    private mutating func execute(_ letter: Unicode.Scalar, _ number: Int?) {
        let count = max(number ?? 1, 1)
        switch letter {
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count { moveDown() }
        case "C": column = min(column + count, Self.width - 1)
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K": cells[row] = Array(cells[row].prefix(column))
        case "J":
            cells[row] = Array(cells[row].prefix(column))
            cells.removeSubrange((row + 1)...)
        case "P": cells[row].removeSubrange(min(column, cells[row].count)..<min(column + count, cells[row].count))
        case "@":
            fill(to: column)
            cells[row].insert(contentsOf: repeatElement(" ", count: count), at: column)
        default: break
        }
    }
}
