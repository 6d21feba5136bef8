/// Knows what may be written, for `?` and Tab.
protocol CommandGuide {
    /// What a line can go on with. After white space: everything that may follow, `<cr>` if nothing need follow.
    /// Within a word: what the word may become. Keywords and names come by alphabet, then what stands for values.
    ///
    /// - Throws: `invalid` or `ambiguous`, about a word before the last.
    func help(_ line: CommandText, from start: Int, names: some NameSource) throws(CommandFailure) -> [HelpEntry]

    /// The words that the last word of a line may become.
    ///
    /// - Throws: `invalid` or `ambiguous`, about a word before the last.
    func completion(
        _ line: CommandText, from start: Int, names: some NameSource
    ) throws(CommandFailure) -> CompletionAnswer
}
