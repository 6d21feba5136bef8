import CLinux
import Core
import Glibc

@testable import Linux

/// A layer-3 interface (TUN) of the calling thread's namespace, whose far end is the test.
struct TunnelInterface: ~Copyable {
    let index: InterfaceIndex
    private let descriptor: FileDescriptor

    /// Makes the interface, up, and with `mtu`.
    init(_ name: String, mtu: Int = 1500) throws {
        let descriptor = try FileDescriptor("open", for: "/dev/net/tun") {
            unsafe open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK)
        }
        // A `struct ifreq` with IFF_TUN and IFF_NO_PI, for TUNSETIFF.
        var request = Array(name.utf8) + [UInt8](repeating: 0, count: 40 - name.utf8.count)
        request[16] = 0x01
        request[17] = 0x10
        let number = descriptor.rawValue
        try SystemCallError.check("ioctl", for: name) { unsafe ioctl(number, 0x4004_54ca, &request) }
        try writeFile("/proc/sys/net/ipv6/conf/\(name)/addr_gen_mode", "1")
        try run("ip link set \(name) up mtu \(mtu)")
        index = try interfaceIndex(name)
        self.descriptor = descriptor
    }

    /// Makes the interface receive a packet.
    func receive(_ packet: [UInt8]) throws {
        let number = descriptor.rawValue
        try SystemCallError.check("write", for: "the interface") { unsafe write(number, packet, packet.count) }
    }

    /// The next packet that the interface sends and that is wanted; by default, none of the kernel's own chatter: Router
    /// Solicitations and multicast listener reports go to multicast groups.
    func sent(where isWanted: ([UInt8]) -> Bool = { $0[24] != 0xff }) throws -> [UInt8] {
        try wait(for: "a packet out of the interface", on: descriptor.rawValue) {
            var octets = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = unsafe read(descriptor.rawValue, &octets, octets.count)
                guard count > 0 else { return nil }
                let packet = Array(octets.prefix(count))
                if isWanted(packet) { return packet }
            }
        }
    }
}
