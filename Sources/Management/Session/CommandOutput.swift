/// What a command prints, made as it is asked for.
struct CommandOutput {
    /// The text in pieces, each ending with a line's end.
    let pieces: AnyIterator<String>
    /// Which lines of it the shell shows; `nil` for all.
    var filter: OutputFilter?

    /// Nothing to print.
    static var none: CommandOutput { CommandOutput(pieces: AnyIterator { nil }) }

    /// Text that is there already.
    static func text(_ text: String) -> CommandOutput {
        CommandOutput(pieces: AnyIterator(CollectionOfOne(text).makeIterator()))
    }
}
