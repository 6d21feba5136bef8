import CBPF
import Glibc

/// One hash map of the forwarding plane. Its methods answer with 0 or a number of `errno`.
struct ForwardingMap<Key: BitwiseCopyable, Value: BitwiseCopyable> {
    private let descriptor: Int32

    /// Finds the map; it lives as long as `object`.
    init(_ name: String, in object: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        descriptor = try object.map(
            name, keySize: MemoryLayout<Key>.size, valueSize: MemoryLayout<Value>.size)
    }

    /// Whether `code` says that there is no room for one more entry.
    static func isFull(_ code: Int32) -> Bool {
        code == E2BIG || code == ENOSPC || code == ENOMEM
    }

    /// Sets the value of a key.
    func set(_ value: Value, for key: Key) -> Int32 {
        update(key, value, UInt64(BPF_ANY))
    }

    /// Sets the value of a key that has none yet; EEXIST if it has.
    func add(_ value: Value, for key: Key) -> Int32 {
        update(key, value, UInt64(BPF_NOEXIST))
    }

    /// Removes a key; ENOENT if it is not there.
    @discardableResult
    func remove(_ key: Key) -> Int32 {
        unsafe withUnsafePointer(to: key) { unsafe -bpf_map_delete_elem(descriptor, $0) }
    }

    /// The value of a key.
    func value(for key: Key) -> Value? {
        unsafe withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { room in
            let result = unsafe withUnsafePointer(to: key) {
                unsafe bpf_map_lookup_elem(descriptor, $0, room.baseAddress)
            }
            return unsafe result == 0 ? room[0] : nil
        }
    }

    /// From kernel 6.1 on a map's memory comes from a small reserve that is refilled in the background, where interrupts
    /// cannot be raised at will only at the next tick of the clock; meanwhile the answer is ENOMEM, and is not meant.
    private func update(_ key: Key, _ value: Value, _ flags: UInt64) -> Int32 {
        var code = updateOnce(key, value, flags)
        for _ in 0..<Self.refillAttempts where code == ENOMEM {
            usleep(Self.refillPause)
            code = updateOnce(key, value, flags)
        }
        return code
    }

    private func updateOnce(_ key: Key, _ value: Value, _ flags: UInt64) -> Int32 {
        unsafe withUnsafePointer(to: key) { key in
            unsafe withUnsafePointer(to: value) { unsafe -bpf_map_update_elem(descriptor, key, $0, flags) }
        }
    }

    private static var refillAttempts: Int { 25 }
    /// Microseconds.
    private static var refillPause: UInt32 { 2_000 }
}
