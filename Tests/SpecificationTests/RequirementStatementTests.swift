import Foundation
import Testing

/// The check of the requirements finds each fault that they can have.
@Suite struct RequirementStatementTests {
    private static let swift = """
        @Suite struct Speeches {
            @Test func greets() {}
            @Test("Says (at last", arguments: [("\\"", 1), (")", f(2))])
            func leaves(_ word: String) { help() }
            private func help() {}
        }
        """
    private static let python = "def test_greets(world):\n    def test_inner(): ...\n\ndef helper(): ..."

    private static func complaints(_ files: [String: String]) -> [String] {
        let statement = RequirementStatement(files.mapValues { Data($0.utf8) }) { path in
            ["Tests/Speeches.swift": swift, "Tests/test_speeches.py": python][path]
        }
        return statement.complaints
    }

    /// A file of one requirement, one of whose lines is another one; an empty one leaves it out.
    private static func file(
        id: String = #""id": "X-1a""#, level: String = #""level": "must""#,
        source: String = #""source": "RFC 6275 section 10.3.1""#, text: String = #""requirement": "Greet.""#,
        evidence: String = #""tests": [{"path": "Tests/Speeches.swift", "name": "greets"}]"#
    ) -> String {
        let lines = [id, level, source, text, evidence].filter { !$0.isEmpty }
        return #"{"requirements": [{\#(lines.joined(separator: ", "))}]}"#
    }

    private static func tests(_ path: String, _ name: String) -> String {
        file(evidence: #""tests": [{"path": "\#(path)", "name": "\#(name)"}]"#)
    }

    @Test(
        arguments: [
            file(), file(evidence: #""waiver": "It is the kernel's.""#), tests("Tests/Speeches.swift", "leaves"),
            tests("Tests/Speeches.swift", "Speeches"), tests("Tests/test_speeches.py", "test_greets"),
            file(source: #""source": "RFC 4861, RFC 6275 section 7""#),
        ])
    func whatIsRightPasses(_ file: String) {
        #expect(Self.complaints(["a.json": file]) == [])
    }

    @Test(
        arguments: [
            "", "{", "[]", #"{"requirement": []}"#, file(id: ""), file(id: #""id": "X 1""#), file(level: ""),
            file(level: #""level": "often""#), file(source: ""), file(source: #""source": "hearsay""#), file(text: ""),
            file(text: #""requirement": " ""#), file(evidence: ""), file(evidence: #""waiver": """#),
            file(evidence: #""tests": []"#), file(evidence: #""tests": [{"path": "Tests/Speeches.swift"}]"#),
            file(evidence: #""waiver": "No.", "tests": [{"path": "Tests/Speeches.swift", "name": "greets"}]"#),
            tests("Tests/Nowhere.swift", "greets"), tests("Tests/Speeches.swift", "sings"),
            tests("Tests/Speeches.swift", "help"), tests("Tests/test_speeches.py", "helper"),
            tests("Tests/test_speeches.py", "test_inner"), tests("Tests/test_speeches.py", "greets"),
        ])
    func eachFaultIsFound(_ file: String) {
        #expect(Self.complaints(["a.json": file]).count == 1)
    }

    @Test func anIdIsThereOnceInAllFiles() {
        #expect(Self.complaints(["a.json": Self.file(), "b.json": Self.file()]).count == 1)
    }
}
