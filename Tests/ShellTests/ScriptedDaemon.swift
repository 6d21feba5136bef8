import Foundation
import Glibc

@testable import Management

/// A daemon that says what a test wants it to say, to one shell.
final class ScriptedDaemon {
    /// Why a shell did not do as expected.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Where it listens.
    let path = "/tmp/haos-scripted-\(UUID().uuidString)"

    private let listener: Int32
    private var client: Int32 = -1
    private var decoder = FrameDecoder()

    init() throws {
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, listen(listener, 1) == 0 else { throw Failure(description: "no socket") }
    }

    deinit {
        if client >= 0 { close(client) }
        close(listener)
        unsafe unlink(path)
    }

    /// Lets the shell in and shows it a prompt.
    func open(prompt: String, _ terminal: TerminalSettings = TerminalSettings()) throws {
        client = accept(listener, nil, nil)
        guard case .hello = try next() else { throw Failure(description: "no hello") }
        try finish(prompt: prompt, terminal)
    }

    /// The next request.
    func next() throws -> ControlRequest {
        while true {
            if let octets = try decoder.next() { return try ControlFrame.decode(ControlRequest.self, from: octets) }
            var poll = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
            guard unsafe Glibc.poll(&poll, 1, 20_000) == 1 else { throw Failure(description: "no request came") }
            var octets = [UInt8](repeating: 0, count: 4096)
            let count = unsafe recv(client, &octets, octets.count, 0)
            guard count > 0 else { throw Failure(description: "the shell has ended") }
            decoder.append(octets[..<count])
        }
    }

    /// Says something.
    func say(_ reply: ControlReply) throws {
        let octets = try ControlFrame.encode(reply)
        guard unsafe send(client, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count else {
            throw Failure(description: "the shell does not listen")
        }
    }

    /// Says something again and again until the shell has no room for it; returns how often it had.
    func sayUntilFull(_ reply: ControlReply) throws -> Int {
        let octets = try ControlFrame.encode(reply)
        var count = 0
        while case var events = pollfd(fd: client, events: Int16(POLLOUT), revents: 0),
            unsafe poll(&events, 1, 200) == 1, unsafe send(client, octets, octets.count, Int32(MSG_DONTWAIT)) > 0
        {
            count += 1
        }
        return count
    }

    /// Ends a request.
    func finish(prompt: String, _ terminal: TerminalSettings = TerminalSettings(), isOver: Bool = false) throws {
        try say(
            .result(
                ControlResult(
                    code: .done, prompt: prompt, mode: .privilegedExec, terminal: terminal, isOver: isOver,
                    diagnostics: [])))
    }
}
