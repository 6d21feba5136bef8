/// The number by which the kernel knows an interface; 0 means none.
public struct InterfaceIndex: Hashable, Sendable, RawRepresentable {
    /// The kernel's number.
    public var rawValue: UInt32

    /// Names the interface with the kernel's number `rawValue`.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}
