import CLinux
import Glibc
import Management

/// Asks drivers how fast their interfaces are.
final class LinkSpeeds {
    private let descriptor: FileDescriptor

    init() throws(Refusal) {
        do throws(SystemCallError) {
            descriptor = try FileDescriptor("socket", for: "opening a socket") {
                socket(AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            }
        } catch {
            throw Refusal("\(error).")
        }
    }

    /// Megabits a second, and whether both ways are used at once; `nil` where the driver does not say.
    func speed(of interface: String) -> (speed: UInt32?, isFullDuplex: Bool?) {
        var duplex: Int32 = -1
        let speed = unsafe haos_link_speed(descriptor.rawValue, interface, &duplex)
        return (UInt32(exactly: speed), duplex < 0 ? nil : duplex == 1)
    }
}
