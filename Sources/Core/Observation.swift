/// Everything worth telling: logs, debug output and counters derive from it.
public enum Observation: Hashable, Sendable {
}
