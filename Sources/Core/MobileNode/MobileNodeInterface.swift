/// An interface by which a mobile node may be attached to a network.
public struct MobileNodeInterface: Hashable, Sendable {
    /// The kernel's name.
    public var name: String
    /// Of the interfaces that are attached, the one with the lowest number gives the care-of address: 1 to 255.
    public var priority: UInt8

    /// Names an interface.
    public init(name: String, priority: UInt8) {
        self.name = name
        self.priority = priority
    }
}
