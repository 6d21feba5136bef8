/// Commands about the clock, the process and the kernel's counters.
enum BoxSystemCommands {
    static let all = [clock, processes, memory, traffic]

    private static let isDetailed = Key<Bool>("detail")
    private static let subject = Key<ProcessReport.Subject>("subject")

    private static let clock = ShowCommands.show(
        [
            .word("clock", "The clock on the wall"),
            .optional([.word("detail", "And what keeps it right", says: isDetailed, true)]),
        ], .user
    ) { router, arguments in
        ClockReport(clock: router.clock, isDetailed: arguments[isDetailed] == true)
    }

    private static let processes = ShowCommands.show(
        [
            .word("processes", "What the daemon uses"),
            .optional([
                .choice([
                    [.word("cpu", "The processor", says: subject, .processor)],
                    [.word("memory", "Memory", says: subject, .memory)],
                ])
            ]),
        ], .user
    ) { router, arguments in
        ProcessReport(process: router.processes, subject: arguments[subject])
    }

    private static let memory = ShowCommands.show(
        [.word("memory", "What is kept in memory, here and in the kernel")], .user
    ) { router, _ in
        router.memoryUse
    }

    private static let traffic = ShowCommands.show(
        [Words.ipv6, .word("traffic", "The kernel's counters of IPv6 and ICMPv6")], .user
    ) { (router, _) throws(CommandFailure) in
        try CommandFailure.refusing { () throws(Refusal) in try router.ipv6Traffic() }
    }
}
