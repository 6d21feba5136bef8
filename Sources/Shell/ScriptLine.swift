/// A line of a script.
struct ScriptLine: Hashable {
    /// The line, without its end.
    var text: String
    /// Its number in the file, from 1; `nil` for a line that is from no file.
    var number: Int?
}
