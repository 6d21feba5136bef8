import Glibc

/// A setting of the kernel (sysctl), in the calling thread's network namespace.
struct KernelSetting: Hashable {
    /// Below `/proc/sys/`.
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The value, without the line's end.
    func value() throws(SystemCallError) -> String {
        let purpose = "reading the setting \(path)"
        let file = try open(O_RDONLY, purpose)
        let content = try file.content(purpose: purpose)
        return String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Sets the value.
    func set(_ value: String) throws(SystemCallError) {
        let purpose = "changing the setting \(path) to \(value)"
        let file = try open(O_WRONLY, purpose)
        let octets = Array(value.utf8)
        try SystemCallError.check("write", for: purpose) { unsafe write(file.rawValue, octets, octets.count) }
    }

    private func open(_ mode: Int32, _ purpose: String) throws(SystemCallError) -> FileDescriptor {
        try FileDescriptor("open", for: purpose) { unsafe Glibc.open("/proc/sys/" + path, mode | O_CLOEXEC) }
    }
}
