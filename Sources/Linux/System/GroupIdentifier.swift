import Glibc

/// The machine's numbers of its groups.
enum GroupIdentifier {
    /// The number of a group; `nil` if there is none of that name.
    static func of(_ name: String) -> UInt32? {
        var buffer = [CChar](repeating: 0, count: 64 << 10)
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        let failure = unsafe getgrnam_r(name, &entry, &buffer, buffer.count, &found)
        return failure == 0 ? unsafe found?.pointee.gr_gid : nil
    }
}
