import CLinux

/// What the heap of this process takes (mallinfo2(3)), in octets.
public struct HeapUse: Hashable, Sendable {
    /// Taken from the machine.
    public let total: UInt64
    /// In use.
    public let used: UInt64
    /// Free.
    public let free: UInt64

    /// At this moment.
    public static var current: HeapUse {
        let information = mallinfo2()
        return HeapUse(
            total: UInt64(information.arena + information.hblkhd),
            used: UInt64(information.uordblks + information.hblkhd), free: UInt64(information.fordblks))
    }
}
