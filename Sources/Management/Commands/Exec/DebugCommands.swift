import Core

/// Commands that begin and end debugging.
enum DebugCommands {
    static let all =
        [begin, showDebugging] + ending([.word("undebug", "End debugging")])
        + ending([.word("no", "End something"), .word("debug", "Debugging")])

    private static let area = Key<DebugArea>("area")
    private static let areas = Grammar.choice(DebugArea.allCases.map { [.word($0.rawValue, $0.help, says: area, $0)] })
    private static let homeAddress = Parameter("home address", .address, "The home address")

    private static let begin = ExecCommand(
        [.word("debug", "Tell what goes on inside, by log lines of severity 7")] + Words.ipv6Mobile + [
            areas, .optional([.word("home-address", "Of one home address alone"), .value(homeAddress)]),
        ], .privileged
    ) { _, router, arguments in
        guard let area = arguments[area] else { return .none }
        router.eventLog.debugging.begin(area, homeAddress: arguments[homeAddress])
        return .text(DebuggingReport(router.eventLog.debugging).line(of: area))
    }

    private static func ending(_ words: [Grammar]) -> [ExecCommand] {
        let one = ExecCommand(words + Words.ipv6Mobile + [areas], .privileged) { _, router, arguments in
            guard let area = arguments[area] else { return .none }
            router.eventLog.debugging.end(area)
            return .text("Mobile IPv6 \(area.rawValue) debugging is off\n")
        }
        let all = ExecCommand(words + [.word("all", "All of it")], .privileged) { _, router, _ in
            router.eventLog.debugging = Debugging()
            return .text("All debugging is off\n")
        }
        return [one, all]
    }

    private static let showDebugging = ShowCommands.show(
        [.word("debugging", "What is debugged")], .privileged
    ) { router, _ in
        DebuggingReport(router.eventLog.debugging)
    }
}
