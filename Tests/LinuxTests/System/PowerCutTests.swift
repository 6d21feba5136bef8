import Foundation
import Glibc
import Testing

@testable import Linux

/// The process that saves a file is killed before each of its system calls that concern the file: what is there
/// afterwards is the old content or the new one.
@Suite struct PowerCutTests {
    private static let old = "the old content\n"
    private static let new = "the new content, which is longer\n"
    /// All by which a file or a directory can be changed, and what makes a change last.
    private static let calls = ["openat", "unlink", "fchmod", "ftruncate", "pwrite64", "fsync", "rename", "close"]

    @Test(arguments: calls) func aReplacedFileIsTheOldOneOrTheNewOne(call: String) throws {
        try cutting(call, [Self.new]) { content in content == Self.old || content == Self.new }
    }

    @Test(arguments: ["unlink", "fsync", "openat"]) func aRemovedFileIsThereOrNot(call: String) throws {
        try cutting(call, []) { content in content == Self.old || content == nil }
    }

    /// A killed process leaves its writes to the kernel; a power cut does not. So the order on the disk counts as well:
    /// the content before its name, and the name before anybody is told.
    @Test func theContentIsOnTheDiskBeforeItHasItsName() throws {
        try withTemporaryDirectory { directory in
            let file = DurableFile(path: directory + "/file")
            #expect(try save(file, [Self.new], in: directory, ["-e", "pwrite64,fsync,rename"]) == 0)
            let calls = try readFile(directory + "/trace").split(separator: "\n").compactMap { line in
                line.split(separator: "(").first?.split(separator: " ").last
            }
            #expect(calls.prefix(4) == ["pwrite64", "fsync", "rename", "fsync"])
        }
    }

    /// Kills at the first call of a kind, at the second, and so on, until one is left to finish.
    private func cutting(_ call: String, _ arguments: [String], isWhole: (String?) -> Bool) throws {
        for count in 1...20 {
            let (wasKilled, content) = try withTemporaryDirectory { directory in
                let file = DurableFile(path: directory + "/file")
                try file.replace(with: Array(Self.old.utf8))
                let status = try save(
                    file, arguments, in: directory, ["--inject=\(call):signal=KILL:when=\(count)"])
                let wasKilled = status != 0
                #expect(isWhole(try text(of: file)), "at \(call) number \(count)")
                // The next start finds nothing that stands in its way.
                try file.replace(with: Array(Self.new.utf8))
                return (wasKilled, try text(of: file))
            }
            #expect(content == Self.new)
            guard wasKilled else {
                #expect(count > 1, "\(call) is never called")
                return
            }
        }
        Issue.record("it calls \(call) again and again")
    }

    private func text(of file: DurableFile) throws -> String? {
        try file.read().map { String(decoding: $0, as: UTF8.self) }
    }

    /// Runs the saver under strace; returns how it ended, 0 if it was not killed.
    private func save(
        _ file: DurableFile, _ arguments: [String], in directory: String, _ options: [String]
    ) throws -> Int32 {
        let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let saver = tests.deletingLastPathComponent().appending(path: "FileSaver").path()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/strace")
        process.arguments =
            ["-f", "-o", directory + "/trace", "-P", directory, "-P", file.path, "-P", directory + "/.file.haos"]
            + options + [saver, file.path] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .uncaughtSignal else { return process.terminationStatus }
        #expect(process.terminationStatus == SIGKILL)
        return SIGKILL
    }
}
