import Testing

@testable import Shell

@Suite struct LoginShellTests {
    @Test(arguments: [
        (["haosh"], []), (["haosh", "-c", "show version"], ["-c", "show version"]), (["-haosh"], ["--restricted"]),
        (["-haosh", "-c", "show version"], ["--restricted", "-c", "show version"]),
        (["-haosh", "-f", "x"], ["--restricted", "-f", "x"]),
        (["haosh", "-c", "/usr/bin/haosh --restricted"], ["--restricted"]),
        (["haosh", "-c", "haosh --restricted"], ["--restricted"]), ([], []),
    ])
    func theWayItIsStartedSaysWhatItIs(commandLine: [String], options: [String]) {
        #expect(LoginShell.options(commandLine) == options)
    }

    @Test(arguments: [
        ["--restricted", "-f", "x"], ["--restricted", "--control-socket", "x"], ["--login", "-c", "show version"],
        ["--login", "-f", "x"], ["--restricted", "x"],
    ])
    func aRestrictedShellTakesNoOptions(options: [String]) {
        #expect(throws: (any Error).self) { try HaoshCommand.parse(options) }
    }

    @Test(arguments: [["--restricted"], ["--restricted", "-c", "x"], ["--login"], ["-c", "x"]])
    func otherwiseItDoes(options: [String]) throws {
        _ = try HaoshCommand.parse(options)
    }
}
