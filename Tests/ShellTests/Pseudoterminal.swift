import Foundation
import Glibc

/// A program that runs at a terminal of its own, and what it shows there.
final class Pseudoterminal {
    /// Why a program did not do as expected.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let terminal: Int32
    private let process: pid_t
    private var hasEnded = false
    /// What is shown.
    private(set) var screen = TerminalScreen()

    /// POSIX_SPAWN_SETSID, a macro that Swift does not see.
    private static let newSession: Int16 = 0x80
    /// Milliseconds that a program may take for anything.
    private static let patience: Double = 20_000

    /// Starts a program, the leader of a session of its own, at a terminal of 80 columns.
    init(_ program: String, _ arguments: [String]) throws {
        var terminal: Int32 = -1
        var line: Int32 = -1
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 128)
        guard unsafe openpty(&terminal, &line, &name, nil, &size) == 0 else {
            throw Failure(description: "no pseudo-terminal can be had")
        }
        self.terminal = terminal
        process = try Self.spawn(program, arguments, terminal: name)
        close(line)
    }

    deinit {
        if !hasEnded {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(terminal)
    }

    /// Types a text.
    func type(_ text: String) {
        let octets = Array(text.utf8)
        _ = unsafe write(terminal, octets, octets.count)
    }

    /// Types more than a terminal takes at once, while the test goes on.
    func paste(_ octets: [UInt8]) {
        Thread { [terminal] in
            var rest = octets[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }.start()
    }

    /// Sends the program a signal.
    func signal(_ signal: Int32) {
        kill(process, signal)
    }

    /// Whether the terminal shows what is typed by itself, as it does before and after a program that edits lines.
    var echoes: Bool {
        get throws {
            var settings = termios()
            guard unsafe tcgetattr(terminal, &settings) == 0 else { throw Failure(description: "no settings") }
            return settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG)
        }
    }

    /// Changes the terminal's size.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until the screen is as wanted.
    func wait(untilScreen isAsWanted: (TerminalScreen) -> Bool) throws {
        try wait(until: { isAsWanted(screen) })
    }

    /// Takes in what is shown by now.
    func drain() throws {
        var events = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&events, 1, 0) == 1, try read(until: .now) {}
    }

    /// Waits until the screen ends with rows, the cursor in the last.
    func wait(for rows: String...) throws {
        try wait { screen.lastRows(rows.count) == rows }
    }

    /// Waits until the screen has so many rows.
    func wait(forRows count: Int) throws {
        try wait { screen.rowCount >= count }
    }

    private func wait(until isDone: () -> Bool) throws {
        let deadline = Date().addingTimeInterval(Self.patience / 1000)
        while !isDone() {
            guard try read(until: deadline) else {
                throw Failure(description: "the program has ended; the screen is \(screen.lastRows(24))")
            }
        }
    }

    /// Waits for the program's end; returns its exit status.
    func waitForEnd() throws -> Int32 {
        let deadline = Date().addingTimeInterval(Self.patience / 1000)
        while try read(until: deadline) {}
        var status: Int32 = 0
        guard unsafe waitpid(process, &status, 0) == process else {
            throw Failure(description: "the program has no end")
        }
        hasEnded = true
        return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
    }

    /// Reads what is shown next; false at the end of the terminal.
    private func read(until deadline: Date) throws -> Bool {
        var poll = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        let patience = max(0, deadline.timeIntervalSinceNow * 1000)
        guard unsafe Glibc.poll(&poll, 1, Int32(patience)) == 1 else {
            throw Failure(description: "nothing more came, the screen is \(screen.lastRows(24))")
        }
        var octets = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Glibc.read(terminal, &octets, octets.count)
        guard count > 0 else { return false }
        screen.show(String(decoding: octets[..<count], as: UTF8.self).unicodeScalars)
        return true
    }

    private static func spawn(_ program: String, _ arguments: [String], terminal: [CChar]) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that a session's leader opens becomes the session's.
        // And no signal is blocked, as many are in the threads that run tests.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var process: pid_t = 0
        var words = unsafe ([program] + arguments).map { (word: String) in unsafe strdup(word) } + [nil]
        var environment = unsafe ["TERM=xterm", "LC_ALL=C.UTF-8"].map { (word: String) in unsafe strdup(word) } + [nil]
        defer {
            unsafe (words + environment).forEach { unsafe free($0) }
        }
        let result = unsafe posix_spawn(&process, program, &actions, &attributes, &words, &environment)
        guard result == 0 else { throw Failure(description: "\(program) cannot be started: error \(result)") }
        return process
    }
}
