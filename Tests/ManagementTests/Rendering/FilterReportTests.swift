import Core
import FoundationEssentials
import ManagementFixtures
import Testing

@testable import Management

/// What `show ipv6 prefix-list` and `show ipv6 access-list` say to programs, and that they are made in pieces.
@Suite struct FilterReportTests {
    private struct Document: Decodable {
        struct List: Decodable {
            struct Entry: Decodable {
                let sequence: UInt32
                let prefix: String?
                let rule: String?
            }
            let name: String
            let count: Int
            let entries: [Entry]?
        }
        let schema: Int
        let prefixLists: [List]?
        let accessLists: [List]?
    }

    private func document(_ report: some Report) throws -> Document {
        let text = Array(report.jsonPieces()).joined()
        return try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func whatIsConfiguredIsInTheDocument(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        var configuration = Configuration()
        for index in 0..<Int(seed % 4) {
            configuration.prefixLists["P\(index)"] = try random.prefixList()
            configuration.accessLists["A\(index)"] = try random.accessList()
        }
        let prefixLists = try document(PrefixListReport(configuration, FilterCounters(), form: .plain))
        #expect(prefixLists.schema == 1)
        #expect(prefixLists.prefixLists?.map(\.name) == configuration.prefixLists.keys.sorted())
        for list in prefixLists.prefixLists ?? [] {
            let entries = try #require(configuration.prefixLists[list.name]).entries
            #expect(list.count == entries.count)
            #expect(list.entries?.map(\.sequence) == entries.inOrder.map(\.sequence))
            #expect(list.entries?.map(\.prefix) == entries.inOrder.map { $0.entry.prefix.description })
        }
        let accessLists = try document(AccessListReport(configuration, FilterCounters()))
        #expect(accessLists.accessLists?.map(\.name) == configuration.accessLists.keys.sorted())
        for list in accessLists.accessLists ?? [] {
            let entries = try #require(configuration.accessLists[list.name]).entries
            #expect(list.entries?.map(\.sequence) == entries.inOrder.map(\.sequence))
        }
    }

    @Test func aSummaryHasNoEntries() throws {
        var random = RandomFilters(seed: 1)
        var configuration = Configuration()
        configuration.prefixLists["P"] = try random.prefixList()
        let summary = try document(PrefixListReport(configuration, FilterCounters(), form: .summary))
        #expect(summary.prefixLists?.map(\.name) == ["P"])
        #expect(summary.prefixLists?.first?.entries == nil)
        #expect(
            try document(PrefixListReport(Configuration(), FilterCounters(), form: .detail)).prefixLists?.count == 0)
    }

    /// The first piece does not wait for the last: none of them has more than one entry.
    @Test func aLongListComesInPieces() throws {
        var list = PrefixList()
        for number in 0..<2000 as Range<UInt128> {
            let prefix = IPv6Prefix(IPv6Address(rawValue: 0x2001_0db8 << 96 | number << 64))
            try list.insert(try #require(PrefixListEntry(.permit, prefix)))
        }
        var configuration = Configuration()
        configuration.prefixLists["LONG"] = list
        let report = PrefixListReport(configuration, FilterCounters(), form: .detail)
        let lines = Array(report.textPieces())
        #expect(lines.count == 2002)
        #expect(lines.allSatisfy { $0.hasSuffix("\n") && $0.count < 200 })
        #expect(Array(report.jsonPieces()).allSatisfy { $0.count < 400 })
    }
}
