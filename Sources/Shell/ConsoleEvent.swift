import Management

/// Something that happens to a session at a terminal.
enum ConsoleEvent {
    /// A character was typed.
    case key(Unicode.Scalar)
    /// Ctrl-C was pressed while replies are waited for.
    case interrupt
    /// The daemon says something.
    case reply(ControlReply)
    /// The terminal has another size, or the shell was stopped and goes on.
    case terminalChanged
    /// Nobody has typed anything for as long as a session may be idle.
    case idle
    /// No more will be typed: the terminal is gone, or the shell is told to end.
    case end
}
