import CLinux
import Glibc

/// Which kernel state a record is about: one network namespace, during one run of the machine.
struct KernelPlace: Hashable {
    /// The kernel's random name of this run.
    var boot: String
    /// The kernel's number of the namespace, never given twice in a run (SO_NETNS_COOKIE).
    var networkNamespace: UInt64

    init(boot: String, networkNamespace: UInt64) {
        self.boot = boot
        self.networkNamespace = networkNamespace
    }

    /// The calling thread's.
    static func current() throws(SystemCallError) -> KernelPlace {
        let purpose = "identifying the network namespace"
        let probe = try FileDescriptor("socket", for: purpose) {
            socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
        return KernelPlace(
            boot: try KernelSetting("kernel/random/boot_id").value(),
            networkNamespace: try probe.option(SOL_SOCKET, SO_NETNS_COOKIE, like: UInt64(0), for: purpose))
    }
}
