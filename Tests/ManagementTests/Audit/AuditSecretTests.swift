import ManagementFixtures
import Testing

@testable import Management

/// No way of typing a key brings it into the audit trail or the log.
@Suite struct AuditSecretTests {
    private static let key = "000102030405060708090a0b0c0d0e0f"
    private let router = FixtureRouter()

    /// Everything that was kept and written.
    private func traces(of lines: [String], isInteractive: Bool = false) throws -> String {
        var person = try ScreenOperator(router, isInteractive: isInteractive)
        for line in lines { try person.type(line) }
        return
            (router.logs.audited.map { String(decoding: $0, as: UTF8.self) } + router.logs.standardError
            + router.eventLog.buffer.records.map(\.message.text)).joined(separator: "\n")
    }

    private static let opening = ["configure terminal", "ipv6 mobile home-agent", "host group X"]

    @Test(arguments: [
        "authentication spi hex 1000 key hex \(key)", "no authentication spi hex 1000 key hex \(key)",
        "a s h 1000 k h \(key)", "AUTHENTICATION SPI HEX 1000 KEY HEX \(key)",
        "authentication spi hex 1000 key hex \(key) x", "authentication spi hex 1000 key hex \(key)zz",
        "autentication spi hex 1000 key hex \(key)", "authentication spi hex 1 key hex \(key)",
        "authentication spi hex 1000 \(key)", "authentication spi hex 1000 key \(key)",
        "authentication spi hex 1000 key hex \(key) \(key)", "authentication spi hex \(key) key hex \(key)",
        "authentication spi he 1000 key hax \(key)", "authentication \(key)", "\(key)", "do \(key)", "no \(key)",
        "do show version | \(key)", "do authentication spi hex 1000 key hex \(key)", "address \(key)",
        "authentication spi hex 1000 key hex \(key)\u{1}", "!\(key)", "! key \(key)",
        "authentication spi hex 1000 key hex \(key)" + String(repeating: " ", count: 5000),
        "\t authentication  spi hex 1000 key  hex   \(key)\t",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(key) integrity hmac-sha-256 hex \(key)\(key)",
        "no ipsec manual inbound spi hex 1000 encryption aes-gcm hex \(key)00000000",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(key) integrity hmac-sha-256 hex \(key)",
        "ipsec manual inbound spi hex 1000 encryption null integrity \(key)\(key)",
        "ipsec ikev2 identity local a remote b pre-shared-key hex \(key)",
        "ipsec ikev2 identity local a remote b pre-shared-key ascii \(key)",
        "ipsec ikev2 identity local a remote b pre-shared-key \(key)",
    ])
    func itIsNotKept(line: String) throws {
        let traces = try traces(of: Self.opening + [line])
        #expect(traces.contains("host group X") && !traces.contains("0102"), "\(traces)")
    }

    @Test(arguments: [
        "enable secret 0102hunter", "enable secret 0 0102hunter", "enable secret level 5 0102hunter",
        "enable secret 0102hunter 2", "enable secrt 0102hunter", "no enable secret 0102hunter",
        "username bob secret 0102hunter", "username bob privilege 15 secret 0 0102hunter",
        "username bob secret 0102hunter more", "username bob privilege 99 secret 0102hunter",
        "username bob password 0102hunter", "username bob 0102hunter", "do enable 0102hunter",
        "enable secret $y$j9T$0102", "u bob s 0102hunter",
    ])
    func aPasswordIsNotKept(line: String) throws {
        let traces = try traces(of: Self.opening + [line])
        #expect(traces.contains("host group X") && !traces.contains("0102"), "\(traces)")
    }

    /// Typed at the wrong prompt: where a person thinks that configuration is, or that a password is asked for.
    @Test(arguments: [
        "authentication spi hex 1000 key hex \(key)", key, "enable \(key)", "show \(key)", "clear \(key)",
    ])
    func itIsNotKeptOutsideOfConfiguration(line: String) throws {
        for isInteractive in [false, true] {
            let traces = try traces(of: [line], isInteractive: isInteractive)
            #expect(!traces.contains("0102"))
        }
    }

    /// The line is good, but somebody else has the configuration to himself.
    @Test func itIsNotKeptOrShownWhileTheConfigurationIsLocked() throws {
        var other = try ScreenOperator(router, isInteractive: false)
        for line in Self.opening { try other.type(line) }
        var holder = try ScreenOperator(router, isInteractive: false)
        try holder.type("configure exclusive")
        let replies = try other.request(.execute(line: "authentication spi hex 1000 key hex \(Self.key)"))
        guard case .result(let result) = replies.last else { return }
        #expect(result.code == .locked)
        #expect(!result.diagnostics.map(\.text).joined().contains("0102"))
        let written = router.logs.audited.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(!written.contains("0102"))
    }

    @Test func whatIsUnderstoodIsKeptAndTheKeyMarked() throws {
        _ = try traces(of: Self.opening + ["authentication spi hex 1000 key hex \(Self.key)", "address 2001:db8::1"])
        #expect(
            router.audit.records.compactMap(\.command).suffix(2) == [
                "authentication spi hex 1000 key hex ********************************", "address 2001:db8::1",
            ])
    }

    /// Whatever stands before the key or behind it; where a name is expected it would be one.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func randomLines(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = [
            "authentication", "spi", "hex", "decimal", "1000", "key", "no", "do", "address", "exit", "|", "show",
            "version", "auth", "k", "", Self.key, Self.key,
        ]
        var lines = Self.opening
        for _ in 0..<200 {
            let line = (0..<Int.random(in: 1...8, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
            }
            lines.append(line.joined(separator: " "))
        }
        let leaks = try traces(of: lines).split(separator: "\n").filter { $0.contains("0102") }
        #expect(leaks.isEmpty)
    }
}
