import Linux

/// `FileSaver PATH TEXT` makes a text the content of a file; `FileSaver PATH` removes the file.
@main
struct FileSaver {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else { return }
        let file = DurableFile(path: arguments[1])
        if arguments.count > 2 {
            try file.replace(with: Array(arguments[2].utf8))
        } else {
            try file.remove()
        }
    }
}
