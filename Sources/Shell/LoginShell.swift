/// The ways in which login programs start a shell.
enum LoginShell {
    /// What the shipped drop-in for sshd forces: a user whose shell is `haosh` gets it as `haosh -c`.
    private static let forced = ["haosh --restricted", "/usr/bin/haosh --restricted"]

    /// The options that a command line means: the first word begins with `-` in a login shell, which is restricted.
    static func options(_ commandLine: [String]) -> [String] {
        let options = Array(commandLine.dropFirst())
        if commandLine.first?.hasPrefix("-") == true { return ["--restricted"] + options }
        if options.count == 2, options[0] == "-c", forced.contains(options[1]) { return ["--restricted"] }
        return options
    }
}
