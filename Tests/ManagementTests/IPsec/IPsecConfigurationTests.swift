import Core
import ManagementFixtures
import Testing

@testable import Management

@Suite struct IPsecConfigurationTests {
    private static let key16 = "000102030405060708090a0b0c0d0e0f"
    private static let key32 = key16 + key16

    private func configuration(_ lines: [String]) throws(ConfigurationFileError) -> Configuration {
        let text = ["ipv6 mobile home-agent", "host group MN0", "address 2001:db8:1::100"] + lines
        return try ConfigurationFile.parse(Array(text.joined(separator: "\n").utf8))
    }

    private func association(_ index: UInt32) -> EncapsulatingSecurityPayload {
        EncapsulatingSecurityPayload(
            securityParameterIndex: index, transform: .authenticationOnly(integrity: Self.secret(32)))
    }

    private static func secret(_ length: UInt8) -> SecretKey {
        SecretKey(octets: (0..<length).map { $0 % 16 })
    }

    private func null(_ direction: String, _ index: String, tail: String = key32) -> String {
        "ipsec manual \(direction) spi hex \(index) encryption null integrity hmac-sha-256 hex \(tail)"
    }

    @Test func theEngineGetsWhatIsConfigured() throws {
        let configuration = try configuration([
            "ipsec manual inbound spi hex 100 encryption aes-cbc hex \(Self.key16) integrity hmac-sha-256 hex \(Self.key32)",
            "ipsec manual outbound spi decimal 257 encryption aes-gcm hex \(Self.key16)00010203",
            null("tunnel inbound", "102"), null("tunnel outbound", "103"), "ipsec protect payload",
        ])
        var manual = ManualAssociations(
            inbound: EncapsulatingSecurityPayload(
                securityParameterIndex: 256,
                transform: .cipherBlockChaining(encryption: Self.secret(16), integrity: Self.secret(32))),
            outbound: EncapsulatingSecurityPayload(
                securityParameterIndex: 257, transform: .galoisCounterMode(Self.secret(20))))
        manual.tunnelInbound = association(258)
        manual.tunnelOutbound = association(259)
        var expected = IPsecConfiguration(keying: .manual(manual))
        expected.protectsPayload = true
        let mobility = configuration.mobility { _ in Instant(nanoseconds: 0) }
        #expect(mobility.homeAgent.hostGroups.map(\.ipsec) == [expected])
    }

    @Test func mobileNodesThatNegotiateHaveIdentitiesOfTheirOwn() {
        let line = "ipsec ikev2 identity local ha.example remote mn.example certificate ha.pem"
        #expect(throws: ConfigurationFileError.self) {
            try configuration([line, "host group MN1", "address 2001:db8:1::101", line])
        }
    }

    @Test func strongSwanNegotiatesForGroupsOfOneHomeAddress() throws {
        let line = "ipsec ikev2 identity local ha.example remote mn.example certificate ha.pem"
        #expect(try configuration([line]).ipsecWarnings.isEmpty)
        #expect(try configuration([line, "address 2001:db8:1::/64"]).ipsecWarnings.count == 1)
        #expect(try configuration([line, "no address"]).ipsecWarnings.count == 1)
    }

    /// What is missing must not make a group one without ESP.
    @Test(arguments: [
        ["ipsec protect payload"],
        [
            "ipsec manual outbound spi hex 100 encryption null integrity "
                + "hmac-sha-256 hex \(key32)"
        ],
    ])
    func whatIsNotWholeIsAskedForAllTheSame(lines: [String]) throws {
        let configuration = try configuration(lines)
        #expect(configuration.mobility { _ in Instant(nanoseconds: 0) }.homeAgent.hostGroups.first?.ipsec != nil)
        #expect(configuration.ipsecWarnings.count == 1)
    }

    @Test func noLineIsNoIPsec() throws {
        let lines = [null("inbound", "100"), "ipsec protect payload", "no ipsec protect payload", "no ipsec manual"]
        #expect(try configuration(lines).homeAgent.hostGroups["MN0"]?.ipsec == nil)
    }

    @Test(arguments: [
        ([], "`ipsec manual` or `ipsec ikev2`"),
        (["inbound"], "`ipsec manual outbound`, `ipsec manual tunnel inbound`"),
        (["inbound", "outbound", "tunnel inbound"], "`ipsec manual tunnel outbound`"),
        (["outbound", "tunnel inbound", "tunnel outbound"], "`ipsec manual inbound`:"),
    ])
    func aWarningNamesWhatIsMissing(present: [String], missing: String) throws {
        let lines = present.enumerated().map { null($1, String(0x100 + $0, radix: 16)) }
        let warnings = try configuration(lines + ["ipsec protect return-routability"]).warnings
        #expect(warnings.contains { $0.contains(missing) }, "\(warnings)")
    }

    @Test func whatIsWholeBringsNoWarning() throws {
        let lines = [null("inbound", "100"), null("outbound", "100")]
        #expect(try configuration(lines).warnings.isEmpty)
        #expect(try configuration(["ipsec ikev2 identity local a remote b certificate c.pem"]).warnings.isEmpty)
    }

    @Test(arguments: [
        ["address 2001:db8:1::/64"], ["nai @example.org"], ["address autoconfig", "nai @example.org"],
    ])
    func keysThatAreWrittenDownAreThoseOfOneNode(lines: [String]) throws {
        let lines = lines + [null("inbound", "100"), null("outbound", "101")]
        let error = try #require(throws: ConfigurationFileError.self) { try configuration(lines) }
        #expect(error.diagnostics.map(\.lineNumber) == [2])
        #expect(error.description.contains("more than one home address"))
    }

    @Test(arguments: [
        ("inbound", "inbound", false), ("inbound", "tunnel inbound", false), ("tunnel inbound", "inbound", false),
        ("outbound", "outbound", true), ("inbound", "outbound", true), ("outbound", "tunnel outbound", true),
    ])
    func oneIndexOfTwoGroups(first: String, second: String, isRight: Bool) {
        let lines = [null(first, "100"), "host group MN1", "address 2001:db8:1::101", null(second, "100")]
        let isTaken = (try? configuration(lines)) != nil
        #expect(isTaken == isRight)
    }

    @Test(arguments: [("inbound", false), ("outbound", false)])
    func oneIndexOfTransportAndTunnel(direction: String, isRight: Bool) {
        let lines = [null(direction, "100"), null("tunnel \(direction)", "100")]
        let isTaken = (try? configuration(lines)) != nil
        #expect(isTaken == isRight)
    }

    @Test(arguments: [0, 2, 15, 17, 31, 33, 64, 65] as [Int])
    func aKeyOfAnotherLengthIsNotTaken(octets: Int) {
        let key = String(repeating: "ab", count: octets)
        #expect(throws: ConfigurationFileError.self) { try configuration([null("inbound", "100", tail: key)]) }
        for line in ["aes-cbc hex \(key) integrity hmac-sha-256 hex \(Self.key32)", "aes-gcm hex \(key)"] {
            #expect(throws: ConfigurationFileError.self) {
                try configuration(["ipsec manual inbound spi hex 100 encryption " + line])
            }
        }
    }

    @Test func whatAsksForMoreProtectionIsTold() throws {
        let plain = try configuration([])
        let one = try configuration([null("inbound", "100")])
        let both = try configuration([null("inbound", "100"), null("outbound", "100")])
        let other = try configuration([null("inbound", "100"), "host group MN1", "address 2001:db8:1::101"])
        #expect(one.asksForProtection(beyond: plain) && both.asksForProtection(beyond: one))
        #expect(!one.asksForProtection(beyond: one) && !other.asksForProtection(beyond: one))
        #expect(!plain.asksForProtection(beyond: one))
    }
}
