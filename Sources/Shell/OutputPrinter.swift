import Management

/// Prints the output of one command, as its filter wants it.
struct OutputPrinter {
    private var filtering: OutputFiltering?
    /// Why the filter cannot be used.
    private var refusal: Refusal?
    /// Whether nobody wants the rest.
    private var isBrokenOff = false

    /// Prints no more.
    mutating func breakOff() {
        isBrokenOff = true
    }

    /// Prints what a reply brings.
    mutating func take(_ reply: ControlReply) {
        switch reply {
        case .filter(let filter):
            do throws(Refusal) {
                filtering = try OutputFiltering(filter)
            } catch {
                refusal = error
            }
        case .output(let text): if !isBrokenOff { show(filtering?.take(text) ?? text) }
        case .notice(let text): Terminal.show(text)
        case .question, .completion, .result: break
        }
    }

    /// Prints what is left at the end of the output.
    ///
    /// - Returns: why nothing was printed, if the filter cannot be used.
    mutating func finish() -> Diagnostic? {
        show(filtering?.finish() ?? "")
        return refusal.map { Diagnostic(message: "% Invalid filter.", reason: $0.reason) }
    }

    private func show(_ text: String) {
        guard refusal == nil, !text.isEmpty, !isBrokenOff else { return }
        Terminal.show(text)
    }
}
