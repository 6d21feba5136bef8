import FoundationEssentials

/// Where scripts come from.
enum CommandFile {
    /// The lines of a file.
    static func lines(of path: String) throws(ShellError) -> some Sequence<ScriptLine> {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            let exists = FileManager.default.fileExists(atPath: path)
            throw .unreadableFile(path: path, reason: exists ? "it is no readable file" : "there is no such file")
        }
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.lazy.enumerated().map { ScriptLine(text: text($0.element), number: $0.offset + 1) }
    }

    /// The lines of standard input, read as they are asked for.
    static var standardInput: some Sequence<ScriptLine> {
        var number = 0
        return AnyIterator {
            number += 1
            return readLine().map { ScriptLine(text: $0, number: number) }
        }
    }

    private static func text(_ line: Data) -> String {
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
}
