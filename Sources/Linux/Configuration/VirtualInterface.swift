import CLinux
import Glibc

/// An interface without a cable: packets that the kernel routes to it reach the eBPF programs at its egress, and nobody
/// else. The kernel removes it when it is let go of, and when the process ends.
final class VirtualInterface {
    /// `nil` if somebody else has made the interface.
    private let descriptor: FileDescriptor?

    /// Makes an interface, unless there is one of the name.
    init(_ name: String) throws(SystemCallError) {
        descriptor =
            if unsafe if_nametoindex(name) != 0 {
                nil
            } else {
                try FileDescriptor("ioctl", for: "making the interface \(name) (it takes /dev/net/tun)") {
                    unsafe haos_open_virtual_interface(name)
                }
            }
    }
}
