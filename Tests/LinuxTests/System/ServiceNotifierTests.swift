import CLinux
import Glibc
import Testing

@testable import Linux

@Suite struct ServiceNotifierTests {
    private func receive(at path: String, _ body: () throws -> Void) throws -> String {
        let manager = try FileDescriptor("socket", for: "a service manager") {
            socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        let address = try #require(UnixSocketAddress(path))
        try SystemCallError.check("bind", for: path) {
            unsafe address.withPointer { unsafe bind(manager.rawValue, $0, $1) }
        }
        try body()
        var octets = [UInt8](repeating: 0, count: 100)
        let count = try SystemCallError.check("recv", for: path) {
            unsafe recv(manager.rawValue, &octets, octets.count, 0)
        }
        return String(decoding: octets.prefix(count), as: UTF8.self)
    }

    @Test func aSocketInTheFileSystemIsTold() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/notify"
            let told = try receive(at: path) { try ServiceNotifier(path: path).notify(.ready) }
            #expect(told == "READY=1")
        }
    }

    @Test func anAbstractSocketIsTold() throws {
        let path = "@haos-test-\(getpid())"
        let told = try receive(at: path) { try ServiceNotifier(path: path).notify(.stopping) }
        #expect(told == "STOPPING=1")
    }

    @Test func nobodyIsToldWhereNobodyAsked() throws {
        try ServiceNotifier(path: nil).notify(.ready)
    }

    @Test func aManagerThatIsGoneIsAnErrorInWords() {
        let error = #expect(throws: SystemCallError.self) { try ServiceNotifier(path: "/nonexistent/x").notify(.ready) }
        #expect(error?.description.contains("/nonexistent/x: No such file or directory") == true)
    }
}
