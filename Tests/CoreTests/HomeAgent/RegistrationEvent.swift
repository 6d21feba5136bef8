import Core

/// Whatever can happen to the registration of a home address.
struct RegistrationEvent: Sendable {
    let name: String
    let happen: @Sendable (inout World, inout MobileNode) -> [Effect]

    static let all = updates + neighbors + forwarding + surroundings

    private static let updates = [
        RegistrationEvent(name: "newer registration") { $0.receive($1.update()) },
        RegistrationEvent(name: "same registration") { $0.receive($1.draft()) },
        RegistrationEvent(name: "older registration") { world, node in
            world.receive(node.draft().with { $0.sequenceNumber = 10 })
        },
        RegistrationEvent(name: "deletion") { $0.receive($1.deregistration()) },
        RegistrationEvent(name: "deletion at home") { $0.receive($1.deregistrationAtHome()) },
        RegistrationEvent(name: "refused registration") { world, node in
            world.receive(node.update().with { $0.alternateCareOfAddresses = [Place.homeAddress] })
        },
        RegistrationEvent(name: "forged registration") { world, node in
            world.receive(node.update().with { $0.signatures[0].isForged = true })
        },
    ]

    private static let neighbors = [
        RegistrationEvent(name: "advertisement") { world, _ in world.receiveAdvertisement(of: Place.homeAddress) },
        RegistrationEvent(name: "probe") { world, _ in world.receiveProbe(of: Place.homeAddress) },
        RegistrationEvent(name: "a second passes") { world, _ in world.advance(by: .seconds(1)) },
        RegistrationEvent(name: "ten seconds pass") { world, _ in world.advance(by: .seconds(10)) },
        RegistrationEvent(name: "an hour passes") { world, _ in world.advance(by: .seconds(3600)) },
    ]

    private static let forwarding = [
        RegistrationEvent(name: "installed") { answer(.installed, &$0, $1) },
        RegistrationEvent(name: "full") { answer(.full, &$0, $1) },
        RegistrationEvent(name: "failed") { answer(.failed("no such map"), &$0, $1) },
    ]

    private static let surroundings = [
        RegistrationEvent(name: "clear") { world, _ in world.handle(.clearBindings(.all)) },
        RegistrationEvent(name: "link down") { world, _ in
            world.handle(.linkChanged(.home.with { $0.isRunning = false }))
        },
        RegistrationEvent(name: "link down, up") { world, _ in
            world.handle(.linkChanged(.home.with { $0.isRunning = false })) + world.handle(.linkChanged(.home))
        },
        RegistrationEvent(name: "link removed") { world, _ in world.handle(.linkRemoved(Place.homeInterface)) },
        RegistrationEvent(name: "link replaced") { world, _ in
            world.handle(.linkChanged(.home.with { $0.linkLayerAddress = Place.nodeLinkLayer }))
        },
        RegistrationEvent(name: "mobility off") { world, _ in world.configure { $0.isEnabled = false } },
        RegistrationEvent(name: "home agent off") { world, _ in
            world.configure { $0.interfaces["home0"]?.isHomeLink = false }
        },
        RegistrationEvent(name: "shutdown") { world, _ in world.handle(.shutdown) },
    ]

    /// The answer to what was asked for last, or one that nobody asked for.
    private static func answer(_ result: ForwardingResult, _ world: inout World, _ node: MobileNode) -> [Effect] {
        if !world.plane.isSettled { return world.answerForwarding(result) }
        let entry = ForwardingEntry(
            homeAddress: node.homeAddress, careOfAddress: node.careOfAddress, homeAgentAddress: Place.homeAgent)
        return world.handle(.forwardingInstalled(entry, result))
    }
}
