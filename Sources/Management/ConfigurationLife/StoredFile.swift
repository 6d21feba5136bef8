/// A file that a configuration is kept in.
public enum StoredFile: Hashable, Sendable {
    /// What the router starts with.
    case startup
    /// What was in force before the change that waits to be confirmed.
    case former
    /// One that an operator names.
    case named(FileName)
}
