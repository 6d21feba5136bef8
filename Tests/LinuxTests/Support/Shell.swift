import Glibc

@testable import Linux

struct CommandFailure: Error, CustomStringConvertible {
    var command: String
    var status: Int32
    var description: String { "'\(command)' ended with status \(status)" }
}

/// Runs a shell command in the calling thread's network namespace, and throws if it fails.
func run(_ command: String) throws {
    let status = try spawn(command)
    guard status == 0 else { throw CommandFailure(command: command, status: status) }
}

/// Runs a shell command and returns what it wrote.
func output(of command: String) throws -> String {
    var ends: [Int32] = [0, 0]
    try SystemCallError.check("pipe", for: command) { unsafe pipe(&ends) }
    let source = FileDescriptor(owning: ends[0])
    let sink = FileDescriptor(owning: ends[1])
    let status = try spawn("{ \(command); } >/proc/self/fd/\(sink.rawValue)")
    guard status == 0 else { throw CommandFailure(command: command, status: status) }
    try SystemCallError.check("fcntl", for: command) { fcntl(source.rawValue, F_SETFL, O_NONBLOCK) }
    var text = [UInt8](repeating: 0, count: 60_000)
    let count = unsafe read(source.rawValue, &text, text.count)
    return String(decoding: text.prefix(max(0, count)), as: UTF8.self)
}

func writeFile(_ path: String, _ text: String) throws {
    let file = try FileDescriptor("open", for: path) { unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
    try file.replaceContent(with: Array(text.utf8), purpose: path)
}

func readFile(_ path: String) throws -> String {
    let file = try FileDescriptor("open", for: path) { unsafe open(path, O_RDONLY) }
    return String(decoding: try file.content(purpose: path), as: UTF8.self)
}

private func spawn(_ command: String) throws -> Int32 {
    let words: [String] = ["/bin/sh", "-c", command]
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer {
        unsafe arguments.forEach { unsafe free($0) }
    }
    var process: pid_t = 0
    let failure = unsafe posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ)
    guard failure == 0 else { throw SystemCallError(call: "posix_spawn", purpose: command, code: failure) }
    var status: Int32 = 0
    try SystemCallError.check("waitpid", for: command) { unsafe waitpid(process, &status, 0) }
    return status
}
