import FoundationEssentials
import Glibc

/// Tells what things cost, a line each.
enum Stopwatch {
    /// How long something takes of the processor: what others do on the machine is not counted.
    static func time(_ body: () throws -> Void) rethrows -> Duration {
        let begin = clock()
        try body()
        return .microseconds(clock() - begin)
    }

    /// Octets that the process has in memory.
    static var residentMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return 1024 * (line.split(separator: " ").compactMap { Int($0) }.first ?? 0)
    }

    static func tell(_ what: String, _ duration: Duration) {
        let milliseconds = duration / .milliseconds(1)
        tell(what, "\(milliseconds.formatted(digits: milliseconds < 10 ? 2 : 0)) ms")
    }

    /// What one of many took.
    static func tell(_ what: String, each count: Int, _ duration: Duration) {
        tell(what, "\((duration / .microseconds(1) / Double(count)).formatted(digits: 1)) us")
    }

    static func tell(_ what: String, _ value: String) {
        print(what + String(repeating: " ", count: max(1, 58 - what.count)) + value)
    }

    static func heading(_ text: String) {
        print("\n\(text)")
    }
}

extension Double {
    func formatted(digits: Int) -> String {
        let scale = [1.0, 10, 100, 1000][min(digits, 3)]
        let rounded = (self * scale).rounded() / scale
        return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
    }
}
