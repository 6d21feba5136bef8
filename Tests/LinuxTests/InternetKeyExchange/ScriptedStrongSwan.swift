import CLinux
import Core
import Glibc

@testable import Linux

/// A control socket that answers as it is told to, beside what is tested on the same loop.
final class ScriptedStrongSwan {
    /// What it was asked, a word or two each.
    private(set) var asked: [String] = []
    /// What it says that it has.
    var inventory: [String: ViciMessage] = ["get-conns": ["conns": []], "get-shared": ["keys": []]]
    /// What it tells of as its associations of IKE.
    var associations: [ViciMessage] = []
    /// What it refuses, and why.
    var refusals: [String: String] = [:]
    /// Whether it answers at all.
    var isSilent = false

    private let path: String
    private let loop: EventLoop
    private var socket: ControlSocket?
    private var clients: [Client] = []

    init(at path: String, on loop: EventLoop) throws {
        self.path = path
        self.loop = loop
        try start()
    }

    func start() throws {
        socket = try ControlSocket(path: path, loop: loop) { [unowned self] _ in
            clients.append(Client(self))
            return clients[clients.count - 1]
        }
    }

    func stop() {
        socket?.stop()
        socket = nil
        clients = []
    }

    func forget() { asked = [] }

    /// Says something, asked or not.
    func say(_ octets: [UInt8]) { clients.last?.say(octets) }

    fileprivate func answer(_ packet: ViciPacket) -> [UInt8] {
        guard !isSilent else { return [] }
        switch packet {
        case .request(let command, let message):
            let subject =
                message.text("name") ?? message.text("id") ?? message.text("ike") ?? message.sections.first?.name
            asked.append(subject.map { "\(command) \($0)" } ?? command)
            if let reason = refusals[command] {
                return ViciPacket.response(["success": "no", "errmsg": .text(reason)]).octets
            }
            let listed = command == "list-sas" ? associations.flatMap { ViciPacket.event("list-sa", $0).octets } : []
            return listed + ViciPacket.response(inventory[command] ?? ["success": "yes", "version": "5.9.8"]).octets
        default: return ViciPacket.confirmed.octets
        }
    }

    private final class Client: ControlStreamHandler {
        private unowned let server: ScriptedStrongSwan
        private var stream: ControlStream?
        private var input = ViciInput()
        private var output: [UInt8] = []
        let acceptsInput = true
        let isFinished = false
        let isPausing = false

        init(_ server: ScriptedStrongSwan) { self.server = server }
        func opened(_ stream: ControlStream) { self.stream = stream }
        func inputEnded() { stream?.close() }
        func closed() { stream = nil }

        func receive(_ octets: [UInt8]) {
            input.append(octets)
            while let packet = try? input.next() { say(server.answer(packet)) }
        }

        func say(_ octets: [UInt8]) {
            output += octets
            stream?.resume()
        }

        func takeOutput(atMost limit: Int) -> [UInt8] {
            defer { output = Array(output.dropFirst(limit)) }
            return Array(output.prefix(limit))
        }
    }
}
