import Glibc

/// Where scripts come from.
enum CommandFile {
    /// The lines of standard input, read as they are asked for.
    static var standardInput: some Sequence<ScriptLine> {
        var number = 0
        return AnyIterator {
            number += 1
            return readLine().map { ScriptLine(text: $0, number: number) }
        }
    }

    /// The lines of a file, which becomes standard input.
    static func lines(of path: String) throws(ShellError) -> some Sequence<ScriptLine> {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        // A folder can be opened, and not be read.
        guard descriptor >= 0, read(descriptor, nil, 0) == 0, dup2(descriptor, STDIN_FILENO) >= 0 else {
            throw .unreadableFile(path: path, reason: unsafe String(cString: strerror(errno)))
        }
        return standardInput
    }
}
