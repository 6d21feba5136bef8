import CLinux
import Core
import Glibc
import Testing

@testable import Linux

@Suite struct ControlSocketTests {
    /// A loop with a control socket, and the handlers of the clients it greeted.
    private final class Server {
        let loop: EventLoop
        let path: String
        var parrots: [Parrot] = []
        private(set) var socket: ControlSocket?

        init(in directory: String, repetitions: Int = 1, maximumStreams: Int = 8) throws {
            loop = try EventLoop()
            path = directory + "/run/control"
            socket = try ControlSocket(path: path, maximumStreams: maximumStreams, loop: loop) { [unowned self] peer in
                let parrot = Parrot(peer: peer, repetitions: repetitions)
                parrots.append(parrot)
                return parrot
            }
        }

        /// Serves while `condition` is false, and lets the test act as the client in between.
        func serve(until what: String, _ condition: () -> Bool) throws {
            try loop.serve(until: what, condition)
        }
    }

    @Test func octetsGoBothWaysAndThePeerIsKnown() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory)
            let client = try ControlClient(path: server.path)
            #expect(client.send([1, 2, 3]) == 3)
            var answer: [UInt8] = []
            try server.serve(until: "an answer") {
                answer += client.receive() ?? []
                return answer.count == 3
            }
            #expect(answer == [1, 2, 3])
            let parrot = try #require(server.parrots.first)
            #expect(parrot.peer == PeerCredentials(user: getuid(), group: getgid(), process: getpid()))
        }
    }

    /// Who asked for the end of the daemon still gets the whole answer.
    @Test func whatIsLeftToSayIsSaidAtTheEnd() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory, repetitions: 30_000)
            let client = try ControlClient(path: server.path)
            client.send([1, 2, 3])
            try server.serve(until: "a question") { server.parrots.first?.heard == 3 }
            server.socket?.stop()
            var count = 0
            while let piece = client.receive(), !piece.isEmpty { count += piece.count }
            #expect(count == 90_000)
            #expect(server.parrots.first?.isClosed == true)
        }
    }

    /// A client that asks for much and reads nothing costs no memory: its input waits in the kernel.
    @Test func aClientThatDoesNotReadIsNotHeardAnyMore() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory, repetitions: 100)
            let rude = try ControlClient(path: server.path)
            let polite = try ControlClient(path: server.path)
            var sent = 0
            var answer: [UInt8] = []
            // The polite client is served all the while.
            try server.serve(until: "two clients") { server.parrots.count == 2 }
            try #require(server.parrots.first).patience = 1
            try server.serve(until: "twenty answers for the other client") {
                sent += rude.send([UInt8](repeating: 7, count: 1 << 16))
                if answer.count % 100 == 0 { polite.send([9]) }
                answer += polite.receive() ?? []
                return answer.count >= 2000
            }
            let handler = try #require(server.parrots.first)
            // One or two pieces made more output than the kernel has room for.
            #expect(sent > ControlStream.inputLimit * 4)
            #expect(handler.heard <= ControlStream.inputLimit * 2)
            #expect(handler.largestPiece <= ControlStream.inputLimit)

            // When it reads at last, it gets everything.
            var received = 0
            try server.serve(until: "a hundred octets for each that was sent") {
                received += rude.receive()?.count ?? 0
                return received == sent * 100
            }
        }
    }

    @Test func aHandlerThatAcceptsNoInputGetsNoneUntilItResumes() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory)
            let client = try ControlClient(path: server.path)
            try server.serve(until: "a client") { !server.parrots.isEmpty }
            let parrot = try #require(server.parrots.first)
            parrot.isListening = false
            parrot.stream?.resume()
            var turns = 0
            client.send([5])
            try server.serve(until: "some turns") {
                turns += 1
                return turns == 20
            }
            #expect(parrot.heard == 0)
            parrot.isListening = true
            parrot.stream?.resume()
            try server.serve(until: "the octet") { parrot.heard == 1 }
        }
    }

    @Test func aClientThatGoesIsForgottenAfterWhatItSentIsServed() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory)
            do {
                let client = try ControlClient(path: server.path)
                client.send([1, 2, 3, 4])
            }
            try server.serve(until: "the end of the stream") { server.parrots.first?.isClosed == true }
            #expect(server.parrots.first?.heard == 4)
        }
    }

    @Test func theEndOfInputLeavesTheAnswerToBeRead() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory, repetitions: 1000)
            let client = try ControlClient(path: server.path)
            client.send([UInt8](repeating: 1, count: 1000))
            shutdown(client.descriptor.rawValue, Int32(SHUT_WR))
            var received = 0
            var hasEnded = false
            try server.serve(until: "the whole answer") {
                if let octets = client.receive() { received += octets.count } else { hasEnded = true }
                return hasEnded
            }
            #expect(received == 1_000_000)
            #expect(server.parrots.first?.hasInputEnded == true)
        }
    }

    @Test func clientsBeyondTheLimitAreTurnedAway() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory, maximumStreams: 1)
            let first = try ControlClient(path: server.path)
            try server.serve(until: "the first client") { server.parrots.count == 1 }
            do {
                let second = try ControlClient(path: server.path)
                try server.serve(until: "the end of the second") { second.receive() == nil }
            }
            #expect(server.socket?.refusedClients == 1)
            first.send([1])
            try server.serve(until: "an answer for the first") { first.receive() == [1] }
        }
    }

    /// Whoever may connect is not what the file decides, unless there is a group for it.
    @Test func theFileIsForItsGroupOrForEverybody() throws {
        try withTemporaryDirectory { directory in
            let loop = try EventLoop()
            for (group, mode) in [("root", 0o660), ("no such group", 0o666)] as [(String, mode_t)] {
                let socket = try ControlSocket(path: directory + "/control", group: group, loop: loop) {
                    Parrot(peer: $0)
                }
                var status = stat()
                #expect(unsafe stat(directory + "/control", &status) == 0)
                #expect(status.st_mode & 0o777 == mode && status.st_gid == 0)
                socket.stop()
            }
        }
    }

    @Test func anAbandonedSocketIsReplacedAndALivingOneIsNot() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control"
            let loop = try EventLoop()
            func open() throws(ControlSocketError) -> ControlSocket {
                try ControlSocket(path: path, loop: loop) { Parrot(peer: $0) }
            }
            var first: ControlSocket? = try open()
            #expect(throws: ControlSocketError.inUse(path: path)) { try open() }
            // A process that dies closes its socket and leaves the file.
            #expect(first != nil)
            first = nil
            #expect(FileIdentity(path) != nil)
            let second = try eventually { try open() }
            _ = try ControlClient(path: path)
            second.stop()
            #expect(FileIdentity(path) == nil)
        }
    }

    @Test func onlyItsOwnFileIsRemoved() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(in: directory)
            try run("rm \(server.path); echo precious > \(server.path)")
            server.socket?.stop()
            #expect(try readFile(server.path) == "precious\n")
            #expect(throws: ControlSocketError.occupied(path: server.path)) {
                try ControlSocket(path: server.path, loop: server.loop) { Parrot(peer: $0) }
            }
            #expect(try readFile(server.path) == "precious\n")
        }
    }

    @Test func aPathThatIsTooLongIsRefusedInWords() throws {
        let path = "/tmp/" + String(repeating: "x", count: 103)
        let loop = try EventLoop()
        let error = #expect(throws: ControlSocketError.unusablePath(path)) {
            try ControlSocket(path: path, loop: loop) { Parrot(peer: $0) }
        }
        #expect(error?.description.contains("108 octets, it must have 1 to 107") == true)
    }
}
