import Core
import DequeModule
import Management

/// strongSwan, which negotiates keys (RFC 7296): has it loaded what is configured, and watches what comes of it.
///
/// It may end and begin anew at any time, as may this daemon: what it has is asked for again and again, and made right.
public final class StrongSwan {
    private typealias Request = (command: String, message: ViciMessage)

    /// The first wait for a strongSwan that is not there, and before it is looked after; each is twice as long.
    private static let shortestDelay = Duration.seconds(1)
    /// The longest.
    private static let longestDelay = Duration.seconds(5)
    /// Associations of IKE that are taken notice of: more than there are mobile nodes with numbers.
    private static let maximumAssociations = 1 << 17
    /// What strongSwan is asked to tell.
    private static let events = [
        "list-sa", "ike-updown", "child-updown", "ike-update", "ike-rekey", "child-rekey",
    ]

    private let path: String
    private let loop: EventLoop
    private var timer: LoopTimer?
    private var delay = StrongSwan.shortestDelay
    private var connection: ViciConnection?
    private var version: String?
    private var absence: String?
    private var wanted: [String: NegotiatedNode] = [:]
    /// What strongSwan took.
    private var loaded: [String: NegotiatedNode] = [:]
    private var steps: Deque<StrongSwanStep> = []
    private var isBusy = false
    private var inventory = StrongSwanInventory()
    /// What is told of while strongSwan lists what it has.
    private var listed: [String: StrongSwanAssociation]?
    /// Reasons for which nodes were refused, so that each is said once.
    private var refusals: [String: String] = [:]
    /// Whether a daemon that was killed may have left something in strongSwan.
    private var mayHaveLeftovers = true
    /// Whether strongSwan has moved an end of IKE that was to stay.
    private var isAstray = false
    /// Whether strongSwan's own log is wanted.
    public var tellsLog = false {
        didSet { if tellsLog != oldValue { changeLog() } }
    }
    /// Called with what there is to tell.
    public var told: (StrongSwanNews) -> Void = { _ in }

    /// Speaks with the strongSwan whose control socket is at `path`, on an event loop.
    public init(at path: String, on loop: EventLoop) {
        self.path = path
        self.loop = loop
        timer = loop.makeTimer { [unowned self] _ in connection == nil ? connect() : look() }
    }

    /// How it does; `nil` if nothing is to be negotiated.
    public var status: KeyExchangeStatus? {
        guard !wanted.isEmpty else { return nil }
        let associations = inventory.associations.values.sorted {
            ($0.homeAddress, $0.identifier) < ($1.homeAddress, $1.identifier)
        }
        return KeyExchangeStatus(
            socketPath: path, version: version, absence: absence, nodes: wanted.count, loaded: loaded.count,
            associations: associations.map(\.status))
    }

    /// Makes `nodes` those that strongSwan negotiates with, now and whenever it begins anew.
    public func apply(_ nodes: [NegotiatedNode]) {
        let former = wanted
        wanted = Dictionary(nodes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        guard former != wanted || mayHaveLeftovers else { return }
        refusals = refusals.filter { wanted[$0.key] == former[$0.key] }
        if connection == nil {
            if timer?.deadline == nil { connect() }
        } else {
            loaded = loaded.filter { wanted[$0.key] == $0.value }
            steps += StrongSwanStep.plan(from: former, to: wanted)
            goOn()
        }
    }

    /// Has strongSwan forget everything and end what it has negotiated, and waits for that a little.
    public func end() {
        apply([])
        connection?.finish(within: .seconds(2))
        connection?.close()
        connection = nil
        timer?.cancel()
        timer = nil
    }

    // MARK: The connection

    private func connect() {
        do throws(SystemCallError) {
            let connection = try ViciConnection(to: path, on: loop)
            self.connection = connection
            connection.happened = { [unowned self] in take($0, $1) }
            connection.ended = { [unowned self] in lose(because: $0) }
            for event in Self.events { connection.register(for: event) }
            connection.request("version") { [unowned self] in
                begin(version: $0?.text("version") ?? "of no known version")
            }
        } catch {
            mayHaveLeftovers = false
            lose(because: error.reason)
        }
    }

    private func begin(version: String) {
        self.version = version
        absence = nil
        delay = Self.shortestDelay
        if !wanted.isEmpty { told(.answers(version: version)) }
        changeLog()
        look()
    }

    private func lose(because reason: String) {
        connection = nil
        version = nil
        isBusy = false
        steps = []
        loaded = [:]
        listed = nil
        inventory = StrongSwanInventory()
        guard !wanted.isEmpty else { return }
        if absence != reason { told(.isMissing(reason: reason)) }
        absence = reason
        wait()
    }

    /// Twice as long as before.
    private func wait() {
        timer?.deadline = MonotonicClock.now() + max(delay, spacing)
        delay = min(delay + delay, Self.longestDelay)
    }

    /// Many nodes take longer to look through.
    private var spacing: Duration { .milliseconds(10 * wanted.count) }

    private func changeLog() {
        guard let connection, version != nil else { return }
        if tellsLog { connection.register(for: "log") } else { connection.unregister(for: "log") }
    }

    // MARK: Making right

    /// Asks what strongSwan has, and does what is missing.
    private func look() {
        guard let connection, !isBusy else { return wait() }
        isBusy = true
        var found = StrongSwanInventory()
        connection.request("get-conns") { found.connections = Self.own($0?.list("conns")) }
        connection.request("get-shared") { found.keys = Self.own($0?.list("keys")) }
        listed = [:]
        connection.request("list-sas", ["noblock": "yes"]) { [unowned self] _ in
            found.associations = listed ?? [:]
            listed = nil
            inventory = found
            isBusy = false
            let pending = Set(steps)
            steps += StrongSwanStep.plan(wanted, loaded: loaded, found).filter { !pending.contains($0) }
            mayHaveLeftovers = false
            tellWhatIsAstray()
            goOn()
        }
    }

    private static func own(_ names: [String]?) -> Set<String> {
        Set((names ?? []).filter { NegotiatedNode.homeAddress(ofName: $0) != nil })
    }

    private func goOn() {
        guard let connection, !isBusy else { return }
        while let step = steps.popFirst() {
            let requests = requests(of: step)
            guard let last = requests.last else { continue }
            isBusy = true
            for request in requests.dropLast() {
                connection.request(request.command, request.message) { [unowned self] in take($0, request, of: step) }
            }
            connection.request(last.command, last.message) { [unowned self] answer in
                take(answer, last, of: step)
                isBusy = false
                goOn()
            }
            return
        }
        rest()
    }

    private func rest() {
        guard wanted.isEmpty, !mayHaveLeftovers else { return wait() }
        connection?.close()
        connection = nil
        version = nil
        timer?.deadline = nil
    }

    private func requests(of step: StrongSwanStep) -> [Request] {
        switch step {
        // What cannot be told to the other end ends all the same, and is not waited for.
        case .terminate(let identifier):
            [("terminate", ["ike-id": .text(identifier), "force": "yes", "timeout": "-1"])]
        case .terminateAll(let name): [("terminate", ["ike": .text(name), "force": "yes", "timeout": "-1"])]
        case .unload(let name): [("unload-conn", ["name": .text(name)])]
        case .unloadKey(let name): [("unload-shared", ["id": .text(name)])]
        case .loadAuthorities:
            CredentialFiles.authorities().map { ("load-cert", ["type": "X509", "flag": "CA", "data": .octets($0)]) }
        case .load(let node): loading(node)
        // Nobody waits for what comes of it.
        case .initiate(let node, let children):
            children.map { ("initiate", ["child": .text($0), "ike": .text(node.name), "timeout": "-1"]) }
        }
    }

    private func loading(_ node: NegotiatedNode) -> [Request] {
        guard wanted[node.name] == node else { return [] }
        var requests: [Request] = []
        if let key = node.sharedKey { requests.append(("load-shared", key)) }
        var certificate: [UInt8]?
        if let file = node.certificateFile {
            do throws(CredentialError) {
                certificate = try CredentialFiles.certificate(file)
            } catch {
                refuse(node, because: "\(error)")
                return []
            }
            if let key = CredentialFiles.privateKey(of: file) {
                requests.append(("load-key", ["type": "any", "data": .secret(SecretKey(octets: key))]))
            }
        }
        return requests + [("load-conn", node.connection(certificate: certificate))]
    }

    private func refuse(_ node: NegotiatedNode, because reason: String) {
        guard refusals.updateValue(reason, forKey: node.name) != reason else { return }
        told(.refuses(homeAddress: node.homeAddress, reason: reason))
    }

    /// A private key that strongSwan cannot read here it may have from elsewhere.
    private func take(_ answer: ViciMessage?, _ request: Request, of step: StrongSwanStep) {
        guard case .load(let node) = step else { return }
        guard answer?.isSuccess != true else {
            if request.command == "load-conn", wanted[node.name] == node { loaded[node.name] = node }
            return
        }
        refuse(node, because: "\(request.command): \(answer?.text("errmsg") ?? "it does not know how")")
    }

    // MARK: Watching

    private func take(_ event: String, _ message: ViciMessage) {
        switch event {
        case "list-sa":
            guard let count = listed?.count, count < Self.maximumAssociations else { return }
            for association in StrongSwanAssociation.all(in: message) { listed?[association.identifier] = association }
        case "log": takeLine(message)
        case "ike-updown": takeAssociation(message)
        case "child-updown": takeChild(message)
        // What moved, or has new keys, is looked at soon.
        default: lookSoon()
        }
    }

    private func lookSoon() {
        let moment = MonotonicClock.now() + max(Self.shortestDelay, spacing)
        timer?.deadline = timer?.deadline.map { min($0, moment) } ?? moment
    }

    private func takeAssociation(_ message: ViciMessage) {
        let isUp = message.text("up") == "yes"
        for association in StrongSwanAssociation.all(in: message) {
            let homeAddress = association.homeAddress
            if isUp, inventory.associations.count < Self.maximumAssociations {
                inventory.associations[association.identifier] = association
                told(
                    .associated(
                        homeAddress: homeAddress, identity: association.remoteIdentity,
                        remoteAddress: association.remoteAddress))
            } else if inventory.associations.removeValue(forKey: association.identifier) != nil {
                told(.ended(homeAddress: homeAddress, identity: association.remoteIdentity))
            }
        }
        if !isUp { lookSoon() }
    }

    /// Once for as long as anything is.
    private func tellWhatIsAstray() {
        let astray = inventory.associations.values.first { association in
            wanted[NegotiatedNode.name(of: association.homeAddress)].map(association.isAstray) ?? false
        }
        if let astray, !isAstray {
            told(.isAstray(homeAddress: astray.homeAddress, localAddress: astray.localAddress))
        }
        isAstray = astray != nil
    }

    private func takeChild(_ message: ViciMessage) {
        let isUp = message.text("up") == "yes"
        for association in StrongSwanAssociation.all(in: message) {
            for child in association.children {
                told(
                    .child(
                        homeAddress: association.homeAddress, name: child.name, inbound: child.inbound,
                        outbound: child.outbound, isUp: isUp))
            }
        }
        lookSoon()
    }

    private func takeLine(_ message: ViciMessage) {
        guard let text = message.text("msg") else { return }
        let homeAddress = message.text("ikesa-name").flatMap(NegotiatedNode.homeAddress)
        told(.line(homeAddress: homeAddress, text))
    }
}

extension StrongSwanAssociation {
    fileprivate var status: KeyExchangeStatus.Association {
        KeyExchangeStatus.Association(
            homeAddress: homeAddress, remoteAddress: remoteAddress, remoteIdentity: remoteIdentity, state: state,
            children: children.count)
    }
}
