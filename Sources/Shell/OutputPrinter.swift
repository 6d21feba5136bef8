import Management

/// Brings the output of one command to where it belongs: through its filters, to the screen, back to the daemon.
struct OutputPrinter {
    /// Why a filter cannot be used; the command is broken off then.
    private(set) var refusal: Diagnostic?

    private let client: ControlClient
    private var pipeline = OutputPipeline()
    private var retention: OutputRetention?
    private var kept = KeptOutput()
    /// Whether nobody wants the rest.
    private var isBrokenOff = false

    init(_ client: ControlClient) {
        self.client = client
    }

    /// Breaks off the command; what still comes of it is shown no more.
    mutating func breakOff() throws(ShellError) {
        guard !isBrokenOff else { return }
        isBrokenOff = true
        try client.send(.interrupt)
    }

    /// Takes what a reply brings; returns what is to be shown.
    mutating func take(_ reply: ControlReply) throws(ShellError) -> String {
        switch reply {
        case .notice(let text): return text
        case _ where isBrokenOff: return ""
        case .filter(let filter): try append(filter)
        case .keep(let retention): self.retention = retention
        case .output(let text): return shown(pipeline.take(text))
        case .kept:
            let rest = finish()
            retention = nil
            try client.send(.answer(text: kept.next()))
            return rest
        case .question, .completion, .result: break
        }
        return ""
    }

    /// What is shown at the end of the output.
    mutating func finish() -> String {
        isBrokenOff ? "" : shown(pipeline.finish())
    }

    private mutating func shown(_ text: String) -> String {
        if retention != nil { kept.append(text) }
        return retention == .hidden ? "" : text
    }

    private mutating func append(_ filter: OutputFilter) throws(ShellError) {
        do throws(Refusal) {
            try pipeline.append(filter)
        } catch {
            refusal = Diagnostic(message: "% Invalid filter.", reason: error.reason)
            try breakOff()
        }
    }
}
