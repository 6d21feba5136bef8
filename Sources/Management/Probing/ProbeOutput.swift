/// Sends the probes of a run and prints what becomes of them, as it comes.
final class ProbeOutput<Run: ProbeRun>: OutputSource {
    private let prober: any Prober
    private var run: Run
    private let isJSON: Bool
    private var hasBegun = false
    private var hasEnded = false

    var ready: () -> Void {
        get { prober.ready }
        set { prober.ready = newValue }
    }

    /// - Parameter prober: One that has begun.
    init(_ prober: any Prober, _ run: Run, isJSON: Bool) {
        self.prober = prober
        self.run = run
        self.isJSON = isJSON
    }

    func next() -> OutputPiece {
        guard !hasEnded else { return .end }
        guard hasBegun else {
            hasBegun = true
            return goOn(after: run.heading)
        }
        switch prober.next() {
        case nil: return .waiting
        case .answer(let answer): return goOn(after: run.take(answer))
        case .silence: return goOn(after: run.take(nil))
        case .began, .failed: return end(after: "\n")
        }
    }

    func cancel() {
        prober.close()
    }

    private func goOn(after text: String) -> OutputPiece {
        if let probe = run.probe {
            prober.send(probe)
            return isJSON ? .pausing : .text(text)
        }
        return end(after: text)
    }

    private func end(after text: String) -> OutputPiece {
        hasEnded = true
        prober.close()
        return .text(isJSON ? run.json : text + run.ending)
    }
}
