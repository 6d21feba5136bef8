import Core
import ManagementFixtures
import Testing

@testable import Management

/// No key is ever in what is shown.
@Suite struct SecretTests {
    private static let key = "000102030405060708090a0b0c0d0e0f"

    @Test(arguments: [
        "show running-config", "show running-config | json", "show startup-config", "show startup-config | json",
        "show running-config | include key", "show version", "show ipv6 mobile binding", "show ipv6 mobile traffic",
        "show ipv6 mobile globals", "show ipv6 mobile globals | json", "show ipv6 mobile host groups",
        "show ipv6 mobile host groups MN0 | json", "show ipv6 mobile tunnels",
        "show ipv6 mobile security-associations", "show ipv6 mobile security-associations | json",
    ])
    func nothingShownHasIt(line: String) throws {
        let lines = """
            ipv6 mobile home-agent
            host group MN0
            ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(Self.key) integrity hmac-sha-256 hex \(Self.key)\(Self.key)
            ipsec manual outbound spi hex 1000 encryption aes-gcm hex \(Self.key)01020304
            host group MN1
            ipsec ikev2 identity local a remote b pre-shared-key hex \(Self.key)
            """
        let router = FixtureRouter(
            try ConfigurationFile.parse(Array(lines.utf8), into: FixtureFiles.configuration("home-agent")))
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("write memory")
        let screen = try person.type(line)
        #expect(person.code == .done)
        #expect(!screen.contains(Self.key) && !screen.contains("0102"))
    }

    @Test func whatIsSavedHasItAndStarts() throws {
        let router = FixtureRouter(try FixtureFiles.configuration("home-agent"))
        var person = try ScreenOperator(router, isInteractive: false)
        try person.type("write memory")
        let saved = try #require(router.startupFile)
        #expect(String(decoding: saved, as: UTF8.self).contains(Self.key))
        #expect(try ConfigurationFile.parse(saved) == router.configuration)
    }

    /// Lines with a mistake before, in, or behind the key.
    @Test(arguments: [
        "authentication spi hex 1000 key hex \(key) x", "authentication spi hex 1000 key hex \(key)zz",
        "autentication spi hex 1000 key hex \(key)", "authentication spi hex 1 key hex \(key)",
        "authentication spi hex 1000 \(key)", "authentication spi hex 1000 key \(key)",
        "authentication spi hex 1000 key hex \(key) \(key)", "a s h 1000 k h \(key)0",
        "authentication spi he 1000 key hax \(key)",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(key)00 integrity hmac-sha-256 hex \(key)\(key)",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(key) integrity hmac-sha-256 hex \(key)",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc hex \(key) integrity \(key)\(key)",
        "ipsec manual inbound spi hex 1000 encryption aes-cbc \(key)",
        "ipsec manual inbound spi hex 1000 encryption aes-gcm hex \(key)",
        "ipsec manual inbound spi hex 1000 encryption null integrity hmac-sha-256 hex \(key)\(key) \(key)",
        "ipsec ikev2 identity local a remote b pre-shared-key \(key)",
        "ipsec ikev2 identity local a remote b pre-shared-key hex \(key) \(key)",
    ])
    func noErrorRepeatsIt(line: String) throws {
        let text = "ipv6 mobile home-agent\nhost group X\n\(line)\n"
        let error = try #require(throws: ConfigurationFileError.self) { try ConfigurationFile.parse(Array(text.utf8)) }
        #expect(error.diagnostics.map(\.lineNumber) == [3])
        #expect(!error.description.contains("0102"))
        var session = CommandSession(
            identity: OperatorIdentity(user: "root", isRoot: true), isInteractive: false, access: AccessSettings())
        let router = FixtureRouter()
        for line in ["configure", "ipv6 mobile home-agent", "host group X"] { _ = session.execute(line, on: router) }
        let diagnostics = session.execute(line, on: router).diagnostics
        #expect(diagnostics.count == 1)
        #expect(!diagnostics.map(\.text).joined().contains("0102"))
    }

    /// The same with keys that are text.
    @Test(arguments: [
        "authentication spi hex 1000 key swordfish", "authentication spi hex 1000 key ascii swordfish swordfish",
        "authentication spi hex 1000 key ascii swordfish x", "authentication spi hex 1 key ascii swordfish",
        "authentication spi hex 1000 key hex swordfish", "authentication spi hex 1000 key ascii swordfish\u{e9}",
        "auth inbound-spi hex 1000 outbound-spi hex 20 key ascii swordfish", "a s h 1000 k a swordfish r w 0",
        "ipsec ikev2 identity local a remote b pre-shared-key swordfish", "ip ik id l a r b p swordfish",
        "ipsec ikev2 identity local a remote b pre-shared-key ascii swordfish swordfish",
        "ipsec ikev2 identity local a remote b pre-shared-key hex swordfish",
    ])
    func noErrorRepeatsText(line: String) throws {
        let text = "ipv6 mobile home-agent\nhost group X\n\(line)\n"
        let error = try #require(throws: ConfigurationFileError.self) { try ConfigurationFile.parse(Array(text.utf8)) }
        #expect(error.diagnostics.map(\.lineNumber) == [3])
        #expect(!error.description.contains("swordfish"))
    }

    @Test func anErrorShowsTheLineUpToTheMistake() throws {
        let text = "ipv6 mobile home-agent\nhost group X\nauthentication spi hex 1000 key hex \(Self.key) extra word"
        let error = try #require(throws: ConfigurationFileError.self) { try ConfigurationFile.parse(Array(text.utf8)) }
        let stars = String(repeating: "*", count: 32)
        #expect(error.diagnostics.first?.line == "authentication spi hex 1000 key hex \(stars) extra ...")
        #expect(error.diagnostics.first?.caret() == String(repeating: " ", count: 69) + "^\n")
    }
}
