import Glibc

extension FileDescriptor {
    /// Sets an option of a socket.
    func setOption<Value: BitwiseCopyable>(
        _ level: some BinaryInteger, _ name: Int32, to value: Value, for purpose: @autoclosure () -> String
    ) throws(SystemCallError) {
        var value = value
        try SystemCallError.check("setsockopt", for: purpose()) {
            unsafe setsockopt(rawValue, Int32(level), name, &value, socklen_t(MemoryLayout<Value>.size))
        }
    }

    /// Reads an option of a socket; `initial` only says what kind of value it is.
    func option<Value: BitwiseCopyable>(
        _ level: some BinaryInteger, _ name: Int32, like initial: Value, for purpose: @autoclosure () -> String
    ) throws(SystemCallError) -> Value {
        var value = initial
        var size = socklen_t(MemoryLayout<Value>.size)
        try SystemCallError.check("getsockopt", for: purpose()) {
            unsafe getsockopt(rawValue, Int32(level), name, &value, &size)
        }
        return value
    }
}
