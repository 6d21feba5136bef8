/// What becomes of probes, as a command: what it prints as their outcomes come.
protocol ProbeRun {
    /// What is printed first.
    var heading: String { get }
    /// The next probe; `nil` when there is no more to be sent.
    var probe: Probe? { get }
    /// Takes in the outcome of the last probe, `nil` for silence; returns what is printed for it.
    mutating func take(_ answer: ProbeAnswer?) -> String
    /// What is printed at the end.
    var ending: String { get }
    /// For programs: everything, in one object.
    var json: String { get }
}
