/// What a daemon remembers across restarts, one thing a line, in the state directory: all of it or nothing is believed.
struct RememberedLines {
    /// What makes a first line that tells the file from others.
    private let title: String
    /// More are neither kept nor believed.
    private let limit: Int
    private let file: DurableFile

    private static let end = "end"

    /// Names a file in `directory`.
    init(_ name: String, title: String, limit: Int, in directory: StateDirectory) {
        self.title = title
        self.limit = limit
        file = directory.file(name)
    }

    /// What was kept, each line read by `element`; nothing if there is no file.
    func read<Element>(_ element: (Substring) -> Element?) throws(RememberedLinesError) -> [Element] {
        let octets: [UInt8]?
        do throws(SystemCallError) {
            octets = try file.read()
        } catch {
            throw .system(error)
        }
        guard let octets else { return [] }
        guard let elements = elements(in: String(decoding: octets, as: UTF8.self), element) else {
            throw .damaged(path: file.path)
        }
        return elements
    }

    private func elements<Element>(in text: String, _ element: (Substring) -> Element?) -> [Element]? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, lines.count <= limit + 3, lines[0] == title, lines[lines.count - 2] == Self.end,
            lines[lines.count - 1].isEmpty
        else { return nil }
        var elements: [Element] = []
        for line in lines[1..<lines.count - 2] {
            guard let element = element(line) else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// Keeps the first of them, in their order; on return they are on the disk.
    func write(_ lines: [String]) throws(SystemCallError) {
        guard !lines.isEmpty else { return try file.remove() }
        let text = ([title] + lines.prefix(limit) + [Self.end]).joined(separator: "\n") + "\n"
        try file.replace(with: Array(text.utf8))
    }
}

/// Why what was remembered cannot be used.
public enum RememberedLinesError: Error, CustomStringConvertible {
    /// The file cannot be read.
    case system(SystemCallError)
    /// It makes no sense.
    case damaged(path: String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .damaged(let path): "\(path) is damaged: what it says is learned anew"
        }
    }
}
