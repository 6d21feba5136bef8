import Core

/// What bindings cost: to keep, to change, to show and to clear.
struct BindingMeasurements {
    let count: Int

    func run() throws {
        Stopwatch.heading("\(count) bindings")
        let empty = Stopwatch.residentMemory
        let nodes = ManyNodes()
        let registering = Stopwatch.time { nodes.register(count) }
        Stopwatch.tell("register, each", each: count, registering)
        Stopwatch.tell("memory, each", "\((Stopwatch.residentMemory - empty) / count) octets")
        Stopwatch.tell("refresh, each", each: count, Stopwatch.time { nodes.update(0..<count, link: 2) })
        Stopwatch.tell("move, each", each: count, Stopwatch.time { nodes.update(0..<count, link: 3) })
        var session = try Session(EngineRouter(nodes))
        for line in [
            "", " | json", " | count sequence", " home-address \(ManyNodes.homeAddress(77))",
            " care-of-address \(ManyNodes.careOfAddress(77, link: 3))", " care-of-address 2001:db8:ff::/48",
        ] {
            try tell("show" + line, session.execute("show ipv6 mobile binding" + line))
        }
        _ = try session.execute("show ipv6 mobile binding", upTo: 10)
        Stopwatch.tell("breaking off", try session.interrupt().total)
        try tell("clear ::/0", session.execute("clear ipv6 mobile binding home-address ::/0"))
    }

    private func tell(_ what: String, _ cost: Session.Cost) {
        if let first = cost.firstOutput { Stopwatch.tell("\(what): first output", first) }
        Stopwatch.tell("\(what): longest turn of \(cost.turns)", cost.longestTurn)
        Stopwatch.tell("\(what): whole, \(cost.octets) octets", cost.total)
    }
}
