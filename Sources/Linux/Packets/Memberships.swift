import CLinux
import Glibc

/// What the kernel does as long as a socket of this process is a member of something.
///
/// The kernel ends it for interfaces that go, and for a process that dies.
public final class Memberships<Target: Hashable> {
    /// How the kernel is asked.
    typealias Change = (borrowing FileDescriptor, Target, _ joins: Bool) throws(SystemCallError) -> Void

    private let socket: FileDescriptor
    private let change: Change
    /// What is joined at present.
    public private(set) var targets: Set<Target> = []

    /// Opens the socket that holds the memberships.
    init(
        _ family: Int32, for purpose: String, change: @escaping Change
    ) throws(SystemCallError) {
        socket = try FileDescriptor("socket", for: "opening a socket for \(purpose)") {
            Glibc.socket(family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        }
        self.change = change
    }

    /// Joins exactly `wanted`, and returns what the kernel refused.
    public func set(_ wanted: Set<Target>) -> [SystemCallError] {
        for target in targets.subtracting(wanted) {
            // It fails for an interface that is gone, and its membership with it.
            try? change(socket, target, false)
        }
        targets.formIntersection(wanted)
        return wanted.subtracting(targets).compactMap { target in
            do throws(SystemCallError) {
                try change(socket, target, true)
                targets.insert(target)
                return nil
            } catch {
                return error
            }
        }
    }
}
