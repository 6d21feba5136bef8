import ManagementFixtures
import Testing

@Suite struct TranscriptTests {
    @Test(arguments: try FixtureFiles.names(in: "Transcripts"))
    func whatIsTypedLooksAsRecorded(name: String) throws {
        let transcript = try Transcript(name)
        let replayed = try transcript.replay()
        if replayed != transcript.screen { Issue.record(Self.difference(of: replayed, from: transcript.screen)) }
    }

    /// What is on one screen and not on the other, line by line.
    private static func difference(of screen: String, from recorded: String) -> Comment {
        let changes = screen.split(separator: "\n").difference(from: recorded.split(separator: "\n")).map { change in
            switch change {
            case .insert(let offset, let line, _): (offset, "+ \(line)")
            case .remove(let offset, let line, _): (offset, "- \(line)")
            }
        }
        let lines = changes.sorted { $0.0 < $1.0 }.map { "\($0.0 + 1): \($0.1)" }
        return Comment(rawValue: "\n" + lines.prefix(40).joined(separator: "\n"))
    }
}
