import Core
import Management

/// What a Binding Update costs that is judged by a prefix list, by the length of the list.
struct FilterMeasurements {
    func run() {
        Stopwatch.heading("a Binding Update under `ipv6 mobile bindings filter`, by the number of entries")
        let costs = [10, 1000, 100_000].map { (entries: $0, cost: cost(entries: $0)) }
        for (entries, cost) in costs {
            let ratio = cost / costs[0].cost
            Stopwatch.tell(
                "\(entries) entries",
                "\((cost / .microseconds(1)).formatted(digits: 2)) us, ratio \(ratio.formatted(digits: 2))")
        }
    }

    /// Of an update that the last entry permits, the median of some rounds.
    private func cost(entries: Int) -> Duration {
        let text = ConfigurationMixes.prefixes(entries - 1, name: "FILTER")
            + ["ipv6 prefix-list FILTER seq 4000000 permit 2001:db8:2::/48", ""]
        let list = try? ConfigurationFile.parse(Array(text.joined(separator: "\n").utf8)).prefixLists["FILTER"]
        let nodes = ManyNodes {
            $0.bindingFilter = "FILTER"
            $0.prefixLists["FILTER"] = list
        }
        nodes.register(1000)
        let rounds = (0..<21).map { _ in Stopwatch.time { nodes.update(0..<1000, link: 2) } }
        return rounds.sorted()[10] / 1000
    }
}
