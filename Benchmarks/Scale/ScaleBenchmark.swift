/// `make bench-scale`: what size costs. Bindings, configuration lines, filter entries and host groups by the hundred
/// thousand, in this process and without a network: what is measured is the daemon's own work.
@main
struct ScaleBenchmark {
    static func main() throws {
        let parts = CommandLine.arguments.dropFirst()
        let wants: (String) -> Bool = { parts.isEmpty || parts.contains($0) }
        if wants("bindings") { try BindingMeasurements(count: 1_000_000).run() }
        if wants("configuration") { try ConfigurationMeasurements(lines: 100_000).run() }
        if wants("filters") { FilterMeasurements().run() }
        if wants("identities") { IdentityMeasurements().run() }
    }
}
