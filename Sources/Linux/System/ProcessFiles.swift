import Glibc
import Management

/// What the kernel tells of this process and its network namespace in `/proc`.
public enum ProcessFiles {
    /// The kernel's counters of IPv6 by their names, in the network namespace of the calling thread.
    public static func ipv6Counters() throws(SystemCallError) -> [String: UInt64] {
        let lines = try text("/proc/thread-self/net/snmp6").split(separator: "\n")
        let counters = lines.compactMap { line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            return words.count == 2 ? UInt64(words[1]).map { (String(words[0]), $0) } : nil
        }
        return Dictionary(counters, uniquingKeysWith: { $1 })
    }

    /// The threads of this process, by number.
    static func threads() -> [ProcessStatus.Thread] {
        let numbers = (try? RegularFile.names(in: "/proc/self/task"))?.compactMap { Int32($0) } ?? []
        // One that ended meanwhile has no file any more.
        return numbers.sorted().compactMap { number in
            (try? text("/proc/self/task/\(number)/stat")).flatMap { ProcessStatus.Thread(number, statistics: $0) }
        }
    }

    /// Octets of the machine's memory that this process has.
    public static var residentMemory: UInt64 { memory("VmRSS", in: status()) }

    /// The numbers of `/proc/self/status`, by their names.
    static func status() -> [Substring: UInt64] {
        numbers("/proc/self/status")
    }

    /// Octets of a field of `/proc/self/status`, which has them in units of 1024.
    static func memory(_ field: Substring, in status: [Substring: UInt64]) -> UInt64 {
        (status[field] ?? 0) * 1024
    }

    /// The octets of the kernel's memory behind a descriptor of an eBPF map.
    static func mapMemory(_ descriptor: Int32) -> UInt64 {
        numbers("/proc/self/fdinfo/\(descriptor)")["memlock"] ?? 0
    }

    /// The first number behind each name and its colon; none of a file that cannot be read.
    private static func numbers(_ path: String) -> [Substring: UInt64] {
        let lines = ((try? text(path)) ?? "").split(separator: "\n")
        let numbers = lines.compactMap { line -> (Substring, UInt64)? in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard words.count > 1, words[0].hasSuffix(":"), let number = UInt64(words[1]) else { return nil }
            return (words[0].dropLast(), number)
        }
        return Dictionary(numbers, uniquingKeysWith: { first, _ in first })
    }

    private static func text(_ path: String) throws(SystemCallError) -> String {
        let purpose = "reading \(path)"
        let file = try FileDescriptor("open", for: purpose) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
        return String(decoding: try file.content(purpose: purpose), as: UTF8.self)
    }
}

extension ProcessStatus.Thread {
    /// Reads the kernel's line on a thread (proc(5), `/proc/PID/stat`): the name is in parentheses and may have some.
    fileprivate init?(_ number: Int32, statistics: String) {
        guard let open = statistics.firstIndex(of: "("), let close = statistics.lastIndex(of: ")") else { return nil }
        let name = String(statistics[statistics.index(after: open)..<close])
        let fields = statistics[statistics.index(after: close)...].split(separator: " ")
        guard fields.count > 12, let user = UInt64(fields[11]), let system = UInt64(fields[12]) else { return nil }
        let ticks = UInt64(sysconf(Int32(_SC_CLK_TCK)))
        self.init(
            number: number, name: name, state: String(fields[0]), processorTime: (user + system) * 1000 / ticks)
    }
}
