/// `show processes`: processor and memory, or one of them.
struct ProcessReport: WholeReport {
    static let schema = 1

    /// What the text is about.
    enum Subject: Hashable, Sendable {
        /// The processor.
        case processor
        /// Memory.
        case memory
    }

    /// What the process uses.
    let process: ProcessStatus
    /// What the text is about; `nil` for everything.
    let subject: Subject?

    var text: String {
        (subject == .memory ? "" : process.processorText) + (subject == .processor ? "" : process.memoryText)
    }

    func encode(to encoder: any Encoder) throws {
        try process.encode(to: encoder)
    }
}

extension ProcessStatus {
    fileprivate var processorText: String {
        let columns = TextColumns(widths: [10, 8, 14])
        return """
            CPU utilization for five seconds: \(utilization.fiveSeconds)%; \
            one minute: \(utilization.oneMinute)%; five minutes: \(utilization.fiveMinutes)%
            Process \(process): \(userTime) ms of user time, \(systemTime) ms of system time
            Event loop: \(eventLoop.turns) turns, longest \(eventLoop.longestTurn) us, \
            longest lately \(eventLoop.longestRecentTurn) us

            """ + columns.line("Thread", "State", "Runtime(ms)", "Name")
                + threads.map { columns.line("\($0.number)", $0.state, "\($0.processorTime)", $0.name) }.joined()
    }

    fileprivate var memoryText: String {
        "Memory: \(residentMemory) octets resident, \(peakResidentMemory) at most, \(virtualMemory) virtual\n"
    }
}
