import CBPF
import Glibc

/// What the kernel tells of eBPF programs that run.
enum LoadedProgram {
    /// The name of the program that the kernel knows by `identifier`; `nil` if there is none.
    static func name(ofProgram identifier: UInt32) -> String? {
        let descriptor = bpf_prog_get_fd_by_id(identifier)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var information = bpf_prog_info()
        var size = UInt32(MemoryLayout<bpf_prog_info>.size)
        guard unsafe bpf_obj_get_info_by_fd(descriptor, &information, &size) == 0 else { return nil }
        return unsafe withUnsafeBytes(of: information.name) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
