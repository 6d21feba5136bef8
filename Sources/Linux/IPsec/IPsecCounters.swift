import Glibc

/// What the kernel counts of IPsec, in the network namespace of the thread that asks, whoever configured it.
public enum IPsecCounters {
    /// The operator's names, and the kernel's (`/proc/net/xfrm_stat`).
    private static let names = [
        // No association of the SPI.
        "ipsecUnknownSecurityParameterIndex": "XfrmInNoStates",
        // Changed on the way, or written with another key.
        "ipsecNotAuthentic": "XfrmInStateProtoError",
        // A packet that came before, or too late.
        "ipsecReplayed": "XfrmInStateSeqError",
        // By an association that is not for its addresses: of another mobile node.
        "ipsecAssociationOfOthers": "XfrmInStateMismatch",
        // In the clear, or by an association of another kind.
        "ipsecProtectionMissing": "XfrmInTmplMismatch",
        // Out of a tunnel, and nothing is configured that lets it.
        "ipsecNotAllowed": "XfrmInNoPols",
        // Sent, and there is no association to send it by.
        "ipsecNoAssociation": "XfrmOutNoStates",
    ]

    /// Packets that the kernel dropped, by the operator's name; all 0 where the kernel does not count.
    public static func read() -> [String: UInt64] {
        let counts = kernelCounts()
        return names.mapValues { counts[$0] ?? 0 }
    }

    private static func kernelCounts() -> [String: UInt64] {
        guard
            let file = try? FileDescriptor(
                "open", for: "reading counters", { unsafe open("/proc/net/xfrm_stat", O_RDONLY | O_CLOEXEC) }),
            let content = try? file.content(purpose: "reading counters", moreThan: 1 << 16)
        else { return [:] }
        let lines = String(decoding: content, as: UTF8.self).split(separator: "\n").map {
            $0.split { $0 == " " || $0 == "\t" }
        }
        let pairs = lines.compactMap { words in
            words.count == 2 ? UInt64(words[1]).map { (String(words[0]), $0) } : nil
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
