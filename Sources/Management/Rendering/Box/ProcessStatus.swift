/// What the daemon's process uses: processor and memory, thread by thread.
public struct ProcessStatus: Encodable, Hashable, Sendable {
    /// A thread of the process.
    public struct Thread: Encodable, Hashable, Sendable {
        /// The kernel's number.
        public var number: Int32
        /// The kernel's name.
        public var name: String
        /// The kernel's letter for what it does (proc(5)): `R` runs, `S` sleeps.
        public var state: String
        /// Milliseconds of processor time since it began.
        public var processorTime: UInt64

        /// Describes a thread.
        public init(number: Int32, name: String, state: String, processorTime: UInt64) {
            self.number = number
            self.name = name
            self.state = state
            self.processorTime = processorTime
        }
    }

    /// How busy the process was: percent of one processor.
    public struct Utilization: Encodable, Hashable, Sendable {
        /// In the last five seconds.
        public var fiveSeconds: UInt32
        /// In the last minute.
        public var oneMinute: UInt32
        /// In the last five minutes.
        public var fiveMinutes: UInt32

        /// Describes a process that was as busy.
        public init(fiveSeconds: UInt32, oneMinute: UInt32, fiveMinutes: UInt32) {
            self.fiveSeconds = fiveSeconds
            self.oneMinute = oneMinute
            self.fiveMinutes = fiveMinutes
        }
    }

    /// The wake-ups of the one thread that does everything.
    public struct EventLoop: Encodable, Hashable, Sendable {
        /// How often it woke up.
        public var turns: UInt64
        /// Microseconds that the longest work between two waits took.
        public var longestTurn: UInt64
        /// The same, of the last minute or two.
        public var longestRecentTurn: UInt64

        /// Describes wake-ups.
        public init(turns: UInt64, longestTurn: UInt64, longestRecentTurn: UInt64) {
            self.turns = turns
            self.longestTurn = longestTurn
            self.longestRecentTurn = longestRecentTurn
        }
    }

    /// The kernel's number of the process.
    public var process: Int32
    /// How busy it was.
    public var utilization: Utilization
    /// Milliseconds of processor time spent on its own code.
    public var userTime: UInt64
    /// Milliseconds of processor time that the kernel spent for it.
    public var systemTime: UInt64
    /// Its wake-ups.
    public var eventLoop: EventLoop
    /// Octets of the machine's memory that it has.
    public var residentMemory: UInt64
    /// The most octets of the machine's memory that it had.
    public var peakResidentMemory: UInt64
    /// Octets of addresses that it has taken, with memory behind them or without.
    public var virtualMemory: UInt64
    /// Its threads, by number.
    public var threads: [Thread]

    /// Describes a process.
    public init(
        process: Int32, utilization: Utilization, userTime: UInt64, systemTime: UInt64, eventLoop: EventLoop,
        residentMemory: UInt64, peakResidentMemory: UInt64, virtualMemory: UInt64, threads: [Thread]
    ) {
        self.process = process
        self.utilization = utilization
        self.userTime = userTime
        self.systemTime = systemTime
        self.eventLoop = eventLoop
        self.residentMemory = residentMemory
        self.peakResidentMemory = peakResidentMemory
        self.virtualMemory = virtualMemory
        self.threads = threads
    }
}
