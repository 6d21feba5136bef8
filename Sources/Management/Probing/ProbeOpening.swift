/// Waits until probes can be sent, and prints nothing.
final class ProbeOpening: OutputSource {
    private let prober: any Prober
    private var result: Result<ProbePath, Refusal>?

    var ready: () -> Void {
        get { prober.ready }
        set { prober.ready = newValue }
    }

    init(_ prober: any Prober) {
        self.prober = prober
    }

    /// Between which addresses they go, once that is known.
    ///
    /// - Throws: `refused` if no probe can be sent.
    func path() throws(CommandFailure) -> ProbePath? {
        switch result {
        case .success(let path): return path
        case .failure(let refusal): throw CommandFailure(.refused, reason: refusal.reason)
        case nil: return nil
        }
    }

    func next() -> OutputPiece {
        switch prober.next() {
        case .began(let path): result = .success(path)
        case .failed(let refusal): result = .failure(refusal)
        case .answer, .silence, nil: return .waiting
        }
        return .end
    }

    func cancel() {
        prober.close()
    }
}
