import Core

/// Something that happened to an interface.
public enum LinkChange: Hashable, Sendable {
    /// It appeared, or something of it changed.
    case changed(LinkDescription)
    /// It is gone.
    case removed(InterfaceIndex)
}
