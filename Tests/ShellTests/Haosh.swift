import Foundation

/// The program under test, as the build made it.
enum Haosh {
    /// What came of a run.
    struct Outcome: Equatable {
        var status: Int32
        var output: String
        var errors: String

        /// It printed a text, and nothing was wrong.
        static func done(_ output: String) -> Outcome {
            Outcome(status: 0, output: output, errors: "")
        }

        /// It ended with a status, and told why.
        static func failed(_ status: Int32, _ errors: String, output: String = "") -> Outcome {
            Outcome(status: status, output: output, errors: errors)
        }
    }

    /// Next to the tests.
    static var path: String {
        get throws {
            let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            return tests.deletingLastPathComponent().appending(path: "haosh").path()
        }
    }

    /// Runs it to its end, away from a terminal.
    static func run(_ arguments: [String], input: String = "") throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: try path)
        process.arguments = arguments
        // Files, not pipes: nobody has to read while another writes.
        let folder = FileManager.default.temporaryDirectory.appending(path: "haosh-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = { (name: String) in folder.appending(path: name) }
        try Data(input.utf8).write(to: file("input"))
        for name in ["output", "errors"] { try Data().write(to: file(name)) }
        process.standardInput = try FileHandle(forReadingFrom: file("input"))
        process.standardOutput = try FileHandle(forWritingTo: file("output"))
        process.standardError = try FileHandle(forWritingTo: file("errors"))
        try process.run()
        process.waitUntilExit()
        let text = { (name: String) in String(decoding: try Data(contentsOf: file(name)), as: UTF8.self) }
        return Outcome(status: process.terminationStatus, output: try text("output"), errors: try text("errors"))
    }
}
