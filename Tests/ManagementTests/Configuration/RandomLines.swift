@testable import Management

/// Makes settings of lines.
struct RandomLines {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    consuming func make() -> LineConfiguration {
        var lines = LineConfiguration()
        if Bool.random(using: &random) { lines.console = settings() }
        var first: UInt16 = 0
        while first < 400, Bool.random(using: &random) {
            let last = UInt16.random(in: first...first + 50, using: &random)
            lines.virtual[first...last] = settings()
            first = last + UInt16.random(in: 1...20, using: &random)
        }
        return lines
    }

    private mutating func settings() -> LineSettings {
        var line = LineSettings()
        if Bool.random(using: &random) {
            let time = UInt32.random(in: 0...35791 * 60, using: &random)
            line.idleTimeout = Bool.random(using: &random) ? nil : time == 0 ? nil : time
        }
        if Bool.random(using: &random) { line.length = .random(in: 0...512, using: &random) }
        if Bool.random(using: &random) { line.width = .random(in: 0...512, using: &random) }
        if Bool.random(using: &random) { line.historySize = .random(in: 0...256, using: &random) }
        return line
    }
}
