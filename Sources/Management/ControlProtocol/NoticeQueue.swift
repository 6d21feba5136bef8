/// Log lines that wait to be shown in a session. There is room for so many and no more: what a slow reader misses is
/// counted, and told.
struct NoticeQueue {
    private static let capacity = 256

    private var lines: [String] = []
    private var missed = 0

    /// Takes a line, without its end; false if there is no room for it.
    mutating func append(_ line: String) -> Bool {
        guard lines.count < Self.capacity else {
            missed += 1
            return false
        }
        lines.append(line)
        return true
    }

    /// All that waits, as one text; `nil` if nothing does.
    mutating func take() -> String? {
        guard !lines.isEmpty else { return nil }
        if missed > 0 { lines.append("% \(missed) more lines came faster than they could be shown.") }
        defer { self = NoticeQueue() }
        return lines.map { $0 + "\n" }.joined()
    }
}
