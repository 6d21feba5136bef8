import Foundation
import ManagementFixtures
import Testing

/// The shell in scripts: `-c`, `-f` and standard input.
@Suite final class BatchTests {
    private let server: ControlServer

    init() throws {
        let configuration = try FixtureFiles.configuration("home-agent")
        server = try ControlServer { FixtureRouter(configuration) }
    }

    deinit {
        server.stop()
    }

    private func run(_ arguments: String..., input: String = "") throws -> Haosh.Outcome {
        try Haosh.run(["--control-socket", server.path] + arguments, input: input)
    }

    @Test func aCommandPrintsItsOutput() throws {
        let outcome = try run("-c", "show version")
        let output = """
            HAOS 1.2.3, a Mobile IPv6 home agent, on Linux 6.1.0
            Image file is /usr/sbin/haosd
            Configuration file is /etc/haos/startup-config
            HA1 was reloaded by root (console): new keys
            HA1 uptime is 1 day, 02:03:04

            """
        #expect(outcome == .done(output))
    }

    @Test func severalCommandsShareASession() throws {
        let outcome = try run(
            "-c", "configure terminal", "-c", "interface wan0", "-c", "ipv6 nd ra-interval 7", "-c", "end", "-c",
            "show running-config | include ra-interval 7")
        #expect(outcome == .done(" ipv6 nd ra-interval 7\n"))
    }

    @Test func theFirstFailureEndsIt() throws {
        let outcome = try run("-c", "show vresion", "-c", "show version")
        #expect(outcome == .failed(2, "show vresion\n     ^\n% Invalid input detected at '^' marker.\n"))
    }

    @Test func aRefusalHasAStatusOfItsOwn() throws {
        let outcome = try run("-c", "configure terminal", "-c", "no interface eth9")
        #expect(outcome == .failed(1, "no interface eth9\n% Refused.\n  There is no such line to remove.\n"))
    }

    @Test func privilegeIsTheUsers() throws {
        let server = try ControlServer(user: "alice") { FixtureRouter() }
        defer { server.stop() }
        let outcome = try Haosh.run(["--control-socket", server.path, "-c", "configure terminal"])
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("`enable` enters it."))
    }

    @Test func aFilterThatIsNoneIsASyntaxError() throws {
        let outcome = try run("-c", "show version | include (")
        #expect(outcome == .failed(2, "% Invalid filter.\n  ( is no regular expression: Unmatched ( or \\(.\n"))
    }

    @Test func jsonIsJSON() throws {
        let outcome = try run("-c", "show ipv6 mobile traffic | json")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(object?["schema"] as? Int == 1)
    }

    @Test func aFileIsExecutedWithLineNumbers() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "haosh-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("! setup\r\n\r\nconfigure terminal\r\nhostname HA5\r\nnonsense\r\nhostname HA6\r\n".utf8).write(
            to: file)
        let outcome = try run("-f", file.path())
        #expect(outcome == .failed(2, "Line 5:\nnonsense\n^\n% Invalid input detected at '^' marker.\n"))
        #expect(try run("-c", "show version | json").output.contains("\"HA5\""))
    }

    @Test func aFileThatIsNotThereIsTold() throws {
        let outcome = try run("-f", "/nowhere/at all")
        #expect(outcome == .failed(1, "% /nowhere/at all cannot be read: No such file or directory.\n"))
    }

    @Test func aFolderIsNoFile() throws {
        let outcome = try run("-f", "/tmp")
        #expect(outcome == .failed(1, "% /tmp cannot be read: Is a directory.\n"))
    }

    @Test func standardInputIsExecuted() throws {
        let outcome = try run(input: "show version | count HAOS\n\nenable\nshow\n")
        #expect(outcome == .failed(2, "Line 4:\nshow\n% Incomplete command.\n", output: "1 line\n"))
    }

    @Test func leavingEndsTheScript() throws {
        let outcome = try run("-c", "exit", "-c", "nonsense")
        #expect(outcome == .done(""))
    }

    @Test(arguments: [["-c", "show version"], [], ["-f", "/dev/null"]])
    func aDaemonThatIsNotThereIsTold(arguments: [String]) throws {
        let outcome = try Haosh.run(["--control-socket", "/nowhere/control"] + arguments)
        #expect(
            outcome
                == .failed(
                    3,
                    """
                    % haosd cannot be reached at /nowhere/control: No such file or directory. Is it running, and is \
                    --control-socket right?

                    """))
    }

    @Test func aPathThatIsTooLongIsTold() throws {
        let outcome = try Haosh.run(["--control-socket", "/" + String(repeating: "x", count: 200), "-c", "exit"])
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("1 to 107 octets"))
    }

    @Test func manyLinesComeThrough() throws {
        let outcome = try run(input: String(repeating: "show version | count HAOS\n", count: 200))
        #expect(outcome == .done(String(repeating: "1 line\n", count: 200)))
    }
}
