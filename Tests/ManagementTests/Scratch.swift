import Testing
import ManagementFixtures
@testable import Management
@Test func scratch() throws {
    let c = try FixtureFiles.configuration("home-agent")
    print(c.text(secrets: .clear))
    print(try FixtureFiles.configuration("survey-appendix-a").text(secrets: .removed))
    let r = FixtureRouter(c)
    var op = try ScreenOperator(r)
    for l in ["show ?", "show ver?", "shwo version", "show version", "enable", "s r", "conf t", "interface eth 1", "interface ethernet 1", "do sh run | json", "ipv6 mobile home-agent ?", "ipv6 mobile home-agent preference 70000", "ipv6 route ::/0 fe80::1", "exit", "ipv6 mobile home-agent", "authentication optional", "host group X", "address 2001:db8:1::100", "no address", "no auth s h 1000", "auth s h 1 key hex 00", "auth s h 1000 key hex 0011223344556677889", "show ipv6 mobile binding", "end", "show ipv6 mobile binding ?", "show ipv6 mobile binding | json", "show ipv6 mobile traffic","show ipv6 mobile traffic | inc n", "c", "e", "show ipv6 mobile", ] {
       print(op.prompt + l)
       print(l.hasSuffix("?") ? try op.help(String(l.dropLast())) : try op.type(l), terminator: "")
    }
}
