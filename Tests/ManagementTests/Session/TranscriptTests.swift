import ManagementFixtures
import Testing

@Suite struct TranscriptTests {
    @Test(arguments: try FixtureFiles.names(in: "Transcripts"))
    func whatIsTypedLooksAsRecorded(name: String) throws {
        let transcript = try Transcript(name)
        #expect(try transcript.replay() == transcript.screen)
    }
}
