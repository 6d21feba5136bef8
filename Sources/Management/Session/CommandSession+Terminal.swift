extension CommandSession {
    /// Takes over what is configured for the line: all of it when the session begins, later what was changed. What the
    /// operator said himself holds until then.
    mutating func followLine(of router: any ManagedRouter) {
        guard let line else { return }
        let settings = router.configuration.lines.settings(of: line)
        if settings.idleTimeout != lineSettings?.idleTimeout || lineSettings == nil {
            terminal.idleTimeout = settings.idleTimeout.map { Int($0) }
        }
        if settings.length != lineSettings?.length { terminal.length = settings.length.map { Int($0) } }
        if settings.width != lineSettings?.width { terminal.width = settings.width.map { Int($0) } }
        if settings.historySize != lineSettings?.historySize { terminal.historySize = Int(settings.historySize) }
        lineSettings = settings
        forgetHistory()
    }

    /// Adds a line to the history, unless it holds a secret.
    mutating func remember(_ line: String) {
        guard isInteractive, !holdsSecret, line.contains(where: { $0 != " " }) else { return }
        history.append(line)
        forgetHistory()
    }

    /// Forgets what the history has no room for.
    mutating func forgetHistory() {
        history.removeFirst(max(history.count - terminal.historySize, 0))
    }
}
