import Core

extension BindingUpdateDraft {
    /// The whole IPv6 packet.
    var packet: [UInt8] {
        let header = mobilityHeader
        let extensionHeader = homeAddressOption.map { [135, 2, 1, 2, 0, 0, 0xc9, 16] + $0.octets } ?? []
        let length = extensionHeader.count + header.count
        return [0x60, 0, 0, 0] + Self.octets(UInt16(length)) + [homeAddressOption == nil ? 135 : 60, 64]
            + source.octets + destination.octets + extensionHeader + header
    }

    /// The Mobility Header, its checksum over the home address (RFC 6275 section 6.1.1).
    private var mobilityHeader: [UInt8] {
        var octets = signed
        while octets.count % 8 != 0 { octets += Self.padding(8 - octets.count % 8) }
        octets = Self.withLength(isTooShort ? Array(octets.prefix(8)) : octets)
        let pseudoHeader =
            homeAddress.octets + destination.octets + Self.octets(UInt32(octets.count)) + [0, 0, 0, 135]
        var checksum = ~Self.sum(pseudoHeader + octets)
        if hasWrongChecksum { checksum ^= 0x0100 }
        octets.replaceSubrange(4..<6, with: Self.octets(checksum))
        return octets
    }

    private var signed: [UInt8] {
        var octets =
            [payloadProtocol, 0, type, 0, 0, 0] + Self.octets(sequenceNumber) + Self.octets(flags)
            + Self.octets(lifetime)
        for address in alternateCareOfAddresses {
            octets += Self.padding(Self.distance(from: octets.count, to: 6, modulo: 8)) + [3, 16] + address.octets
        }
        if hasNonceIndices { octets += Self.padding(octets.count % 2) + [4, 4, 1, 2, 1, 3] }
        octets += options.joined()
        for signature in signatures { sign(&octets, signature) }
        octets += uncoveredOptions.joined()
        if signatures.isEmpty { octets += Self.padding((8 - octets.count % 8) % 8) }
        return octets
    }

    /// Appends an authentication option where it ends on an 8-octet boundary, if nothing comes after it. The code
    /// covers the header as it will be, its length filled in.
    private func sign(_ octets: inout [UInt8], _ signature: Signature) {
        let length = 7 + signature.length
        octets += Self.padding(Self.distance(from: octets.count + length, to: 0, modulo: 8))
        octets += [9, UInt8(5 + signature.length), signature.subtype] + Self.octets(signature.securityParameterIndex)
        var whole = octets + [UInt8](repeating: 0, count: signature.length) + uncoveredOptions.joined()
        whole += [UInt8](repeating: 0, count: Self.distance(from: whole.count, to: 0, modulo: 8))
        let covered = Self.withLength(whole).prefix(octets.count)
        let code = HandMadeHash.hmacSHA1(
            key: signature.key, message: careOfAddress.octets + homeAddress.octets + covered)
        var authenticator = Array((code + [UInt8](repeating: 0, count: 250)).prefix(signature.length))
        if signature.isForged { authenticator[0] ^= 0x80 }
        octets += authenticator
    }

    private static func withLength(_ octets: [UInt8]) -> [UInt8] {
        var octets = octets
        octets[1] = UInt8(octets.count / 8 - 1)
        return octets
    }

    /// Pad1 or PadN (RFC 6275 section 6.2.2).
    private static func padding(_ count: Int) -> [UInt8] {
        switch count {
        case 0: []
        case 1: [0]
        default: [1, UInt8(count - 2)] + [UInt8](repeating: 0, count: count - 2)
        }
    }

    private static func distance(from offset: Int, to remainder: Int, modulo: Int) -> Int {
        ((remainder - offset) % modulo + modulo) % modulo
    }

    private static func sum(_ octets: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for index in stride(from: 0, to: octets.count, by: 2) {
            sum += UInt32(octets[index]) << 8 | UInt32(octets[index + 1])
        }
        while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
        return UInt16(sum)
    }

    private static func octets<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) -> [UInt8] {
        (1...Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number(Number.bitWidth - 8 * $0)) }
    }
}
