import CLinux
import Core
import Glibc

@testable import Linux

/// The IPv6 frames that an interface receives.
struct Capture: ~Copyable {
    private let descriptor: FileDescriptor

    init(on interface: InterfaceIndex) throws {
        let descriptor = try FileDescriptor("socket", for: "capturing") {
            socket(AF_PACKET, Int32(SOCK_RAW.rawValue | SOCK_NONBLOCK.rawValue), 0)
        }
        var address = sockaddr_ll()
        address.sll_family = UInt16(AF_PACKET)
        address.sll_protocol = UInt16(ETH_P_IPV6).bigEndian
        address.sll_ifindex = Int32(interface.rawValue)
        try SystemCallError.check("bind", for: "capturing") {
            unsafe withUnsafePointer(to: &address) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor.rawValue, $0, socklen_t(MemoryLayout<sockaddr_ll>.size))
                }
            }
        }
        self.descriptor = descriptor
    }

    /// The next frame that carries `packet`, octet by octet; throws if none comes in time.
    func frame(carrying packet: [UInt8]) throws -> [UInt8] {
        try frame { $0.dropFirst(14).elementsEqual(packet) }
    }

    /// The next frame that is `wanted`; throws if none comes in time.
    func frame(_ wanted: ([UInt8]) -> Bool) throws -> [UInt8] {
        try wait(for: "a frame", on: descriptor.rawValue) {
            while let frame = next() {
                if wanted(frame) { return frame }
            }
            return nil
        }
    }

    private func next() -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 2000)
        let count = unsafe recv(descriptor.rawValue, &octets, octets.count, 0)
        return count < 0 ? nil : Array(octets.prefix(count))
    }
}

/// The number of an interface of the calling thread's namespace.
func interfaceIndex(_ name: String) throws -> InterfaceIndex {
    let index = unsafe if_nametoindex(name)
    guard index != 0 else { throw SystemCallError(call: "if_nametoindex", purpose: name) }
    return InterfaceIndex(rawValue: index)
}
