import ManagementFixtures
import Testing

@testable import Management

@Suite struct ConfigurationFileErrorTests {
    /// What is wrong with a text.
    private func errors(_ octets: [UInt8]) throws -> ConfigurationFileError {
        do {
            _ = try ConfigurationFile.parse(octets)
        } catch {
            return error
        }
        throw Refusal("The text was accepted.")
    }

    private func errors(_ text: String) throws -> ConfigurationFileError {
        try errors(Array(text.utf8))
    }

    @Test func everyErrorIsToldByLineWithCaretAndReason() throws {
        let text = """
            hostname HA1
            interface home0
             ipv6 mobile home-agent preference 70000
             ipv6 adress 2001:db8::1/64
            ipv6 mobile binding lifetime
            ipv6 route ::/0 fe80::1

            """
        #expect(
            try errors(text).description == """
                Line 3:
                 ipv6 mobile home-agent preference 70000
                                                   ^
                % Invalid input detected at '^' marker.
                  70000 is not a number from 0 to 65535.
                Line 4:
                 ipv6 adress ...
                      ^
                % Invalid input detected at '^' marker.
                Line 5:
                ipv6 mobile binding lifetime
                                            ^
                % Incomplete command.
                Line 6:
                ipv6 route ::/0 fe80::1
                                ^
                % Refused.
                  fe80::1 is link-local: write the interface before it.

                """)
    }

    @Test func whatIsInASectionThatFailedIsNotToldOneByOne() throws {
        let text = "interface a/b\n ipv6 address 2001:db8::1/64\n nonsense\nnonsense\n nonsense"
        #expect(try errors(text).diagnostics.map(\.lineNumber) == [1, 4])
    }

    @Test(arguments: [
        (Array("hostname HA1\nhost\0name HA1".utf8), "A control character is in the line."),
        (Array("hostname HA1\nhostname H\u{1b}A1".utf8), "A control character is in the line."),
        (Array("hostname HA1\nhostname H\u{9b}A1".utf8), "A control character is in the line."),
        (Array("hostname HA1\nhostname ".utf8) + [0xff], "It is not UTF-8."),
        (
            Array("hostname HA1\n".utf8) + Array(repeating: 0x61, count: 4097),
            "The line has 4097 octets, more than 4096."
        ),
    ])
    func whatIsNoTextIsToldByLine(octets: [UInt8], reason: String) throws {
        let error = try errors(octets)
        #expect(error.diagnostics.map(\.lineNumber) == [2])
        #expect(error.diagnostics.map(\.reason) == [reason])
        #expect(error.diagnostics.map(\.line) == [nil])
    }

    @Test func nothingMayFollowTheEnd() throws {
        let error = try errors("hostname HA1\nend\n!\nhostname HA2\n")
        #expect(error.diagnostics.map(\.lineNumber) == [4])
        #expect(error.diagnostics.map(\.reason) == ["Nothing may follow `end`."])
    }

    @Test func aFileHoldsConfigurationAlone() throws {
        #expect(try errors("do clear ipv6 mobile traffic").diagnostics.map(\.lineNumber) == [1])
        #expect(try errors("show version").diagnostics.map(\.column) == [0])
    }

    @Test func aHundredErrorsAreToldAndTheOthersCounted() throws {
        let error = try errors(String(repeating: "nonsense\n", count: 250))
        #expect(error.diagnostics.count == 100)
        #expect(error.omitted == 150)
        #expect(error.description.hasSuffix("... and 150 more errors.\n"))
    }

    @Test func anEndlessFileIsRefusedAsAWhole() throws {
        let error = try errors([UInt8](repeating: 0x0a, count: ConfigurationFile.maximumLength + 1))
        #expect(error.diagnostics.count == 1)
        #expect(error.diagnostics.first?.lineNumber == nil)
    }

    @Test func twoGroupsForOneAddressContradictEachOther() throws {
        let text = """
            ipv6 mobile home-agent
             host group B
              address 2001:db8::/64
             host group A
              address 2001:db8::/64
            """
        let error = try errors(text)
        #expect(
            error.description == """
                Line 2:
                 host group B
                 ^
                % Refused.
                  Host groups A and B have the same address 2001:db8::/64.

                """)
    }

    /// Two groups, what they are for, and whether they contradict each other.
    @Test(arguments: [
        ("nai a@x.example", "nai @x.example", false), ("nai a@x.example", "nai a@X.example", true),
        ("nai @x.example", "nai @x.example", true), ("nai a@x.example", "nai A@x.example", false),
        ("nai @x.example\naddress autoconfig", "nai @y.example\naddress autoconfig", false),
        ("nai @x.example\naddress 2001:db8::/64", "nai @y.example\naddress 2001:db8::/64", false),
        ("nai @x.example\naddress 2001:db8::/64", "address 2001:db8::/64", true),
        ("address autoconfig", "address autoconfig", true),
        ("address autoconfig", "nai @x.example\naddress ::/0", true),
        ("nai a@x.example\naddress 2001:db8::1", "nai b@x.example\naddress 2001:db8::1", true),
        ("nai a@x.example\naddress 2001:db8::1", "address 2001:db8::1", true),
        ("nai a@x.example\naddress 2001:db8::1", "address 2001:db8::/64", false),
    ])
    func whatTwoGroupsMayBeFor(_ first: String, _ second: String, isContradiction: Bool) throws {
        for (first, second) in [(first, second), (second, first)] {
            let text = "ipv6 mobile home-agent\nhost group A\n\(first)\nhost group B\n\(second)\n"
            guard isContradiction else {
                #expect(throws: Never.self) { try ConfigurationFile.parse(Array(text.utf8)) }
                continue
            }
            let error = try errors(text)
            #expect(error.diagnostics.count == 1)
            #expect(error.description.contains("Host groups A and B have the same"))
        }
    }

    @Test func oneAddressOnTwoInterfacesIsAContradictionUnlessItIsLinkLocal() throws {
        let both = { (address: String) in
            "interface a\nipv6 address \(address)\ninterface b\nipv6 address \(address)\n"
        }
        #expect(try errors(both("2001:db8::1/64")).diagnostics.map(\.lineNumber) == [3])
        #expect(throws: Never.self) { try ConfigurationFile.parse(Array(both("fe80::1/64").utf8)) }
    }

    @Test func theCaretStandsBelowAWordBehindTabsAndUmlauts() throws {
        #expect(try errors("hostname HA1 ü x").diagnostics.map { $0.caret() } == ["             ^\n"])
        #expect(try errors("ipv6 ü\tx").diagnostics.map { $0.caret() } == ["     ^\n"])
        #expect(try errors("ipv6 route ::/0 wan0 üü").diagnostics.map { $0.caret() } == ["                     ^\n"])
        #expect(try errors("\thostname\tHA1 x").diagnostics.map { $0.caret() } == ["\t        \t    ^\n"])
    }
}
