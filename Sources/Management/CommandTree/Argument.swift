/// One thing that a line says.
struct Argument: Sendable {
    /// The name of its key.
    let name: ArgumentName
    /// Of its key's type.
    let value: any Sendable
    /// Where the line says it, in UTF-8 octets; `nil` if it does not come from a line.
    let offset: Int?
}
