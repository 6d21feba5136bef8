import ManagementFixtures
import Testing

@testable import Management

@Suite struct ConfigurationDifferenceTests {
    /// What is shown, if a line or a hundred are compared at a time.
    private func difference(_ former: String, _ new: String) throws -> String {
        let configurations = try [former, new].map { try ConfigurationFile.parse(Array($0.utf8)) }
        let texts = [1, 100].map { pace in
            var comparison = ConfigurationComparison(from: configurations[0], to: configurations[1])
            while comparison.compare(lines: pace) {}
            return comparison.difference.textPieces.joined()
        }
        #expect(texts[0] == texts[1])
        return texts[0]
    }

    @Test func theSameIsNoDifference() throws {
        #expect(try difference("", "") == "")
        #expect(try difference("hostname A\ninterface e\n shutdown\n", "interface e\n shutdown\nhostname A\n") == "")
    }

    @Test func linesAreToldWithTheSectionsThatTheyAreIn() throws {
        let former = "ipv6 mobile home-agent\n host group A\n  address 2001:db8::1\n host group B\ninterface e\n"
        let new = "ipv6 mobile home-agent\n host group A\n  address 2001:db8::2\n host group B\ninterface e\n"
        #expect(
            try difference(former, new) == """
                ipv6 mobile home-agent
                 host group A
                  -address 2001:db8::1
                  +address 2001:db8::2

                """)
    }

    /// A section that only one has is told with all that is in it, and nothing else of those before it.
    @Test func sectionsComeAndGoAsAWhole() throws {
        let former = "interface a\n shutdown\ninterface b\n description x\n shutdown\n"
        let new = "interface a\n shutdown\ninterface c\n description x\n"
        #expect(
            try difference(former, new)
                == "-interface b\n -description x\n -shutdown\n+interface c\n +description x\n")
    }

    /// Lines whose order counts are taken from one place and put into the other, sections with all that is in them.
    @Test func whatIsElsewhereIsMoved() throws {
        let former =
            "interface a\n ipv6 address 2001:db8:1::1/64\n ipv6 address 2001:db8:2::1/64\nalias exec a show version\n"
        let new =
            "interface a\n ipv6 address 2001:db8:2::1/64\n ipv6 address 2001:db8:1::1/64\nalias exec b show version\n"
        #expect(
            try difference(former, new) == """
                interface a
                 -ipv6 address 2001:db8:1::1/64
                 +ipv6 address 2001:db8:1::1/64
                -alias exec a show version
                +alias exec b show version

                """)
    }

    @Test func keysDifferAndAreNotShown() throws {
        func group(_ key: String) -> String {
            "ipv6 mobile home-agent\n host group A\n  authentication spi hex 1000 key hex \(key)\n"
        }
        #expect(
            try difference(group("00"), group("01")) == """
                ipv6 mobile home-agent
                 host group A
                  -authentication spi hex 1000 key hex <removed>
                  +authentication spi hex 1000 key hex <removed>

                """)
    }

    /// What a difference says leads from the one configuration to the other, whatever they are.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func removingAndAddingLeadsFromOneToTheOther(seed: UInt64) throws {
        var random = RandomConfiguration(seed: seed)
        let (former, new) = (try random.make(), try random.make())
        var comparison = ConfigurationComparison(from: former, to: new)
        while comparison.compare(lines: 7) {}
        func lines(_ configuration: Configuration) -> [[String]: Int] {
            var section: [String] = []
            let lines = ConfigurationPrinter(configuration: configuration, secrets: .removed).placedLines.map { line in
                section = section.prefix(line.depth) + [line.text]
                return section
            }
            return Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
        }
        var expected = lines(former)
        var section: [String] = []
        for entry in comparison.difference.entries {
            section = section.prefix(entry.depth) + [entry.line]
            #expect(section.count == entry.depth + 1, "it stands in a section")
            switch entry.change {
            case .removed: expected[section, default: 0] -= 1
            case .added: expected[section, default: 0] += 1
            case .kept: break
            }
        }
        #expect(expected.filter { $0.value != 0 } == lines(new))
    }
}
