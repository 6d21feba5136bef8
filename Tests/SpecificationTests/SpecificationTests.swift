import Foundation
import Testing

/// Every requirement in `Specifications` has tests that exist, or the reason why it has none.
@Suite struct SpecificationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func everyRequirementIsShownOrWaived() throws {
        let folder = Self.root.appending(path: "Specifications")
        let urls = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        let files = try urls.map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
        let statement = RequirementStatement(Dictionary(uniqueKeysWithValues: files)) { path in
            try? String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
        }
        #expect(statement.complaints == [])
        #expect(statement.requirements.count > 250)
    }
}
