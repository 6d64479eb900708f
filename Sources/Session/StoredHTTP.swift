internal import HTTPMessage
internal import JSONKit

/// Parts of an exchange as the JSON of one column.
extension HTTPHeaders {
    var json: JSON { JSON(fields.map { [JSON($0.name), JSON($0.value)] }) }

    init(stored text: String?) {
        let fields = text.flatMap { try? JSON(parsing: $0) }?.elements ?? []
        self.init(fields.map { HTTPHeader($0[0]?.string ?? "", $0[1]?.string ?? "") })
    }
}

extension HTTPTiming {
    var json: JSON { [JSON(lookup), JSON(connect), JSON(tls), JSON(firstByte), JSON(total)] }

    init(stored text: String?) {
        let parts = (text.flatMap { try? JSON(parsing: $0) }?.elements ?? []).map { $0.integer ?? 0 }
        guard parts.count == 5 else { self.init(); return }
        self.init(lookup: parts[0], connect: parts[1], tls: parts[2], firstByte: parts[3], total: parts[4])
    }
}

extension TLSSummary {
    var json: JSON {
        [
            "version": JSON(version), "verified": JSON(verified),
            "certificates": JSON(
                certificates.map { certificate in
                    [
                        "subject": JSON(certificate.subject), "issuer": JSON(certificate.issuer),
                        "not_before": JSON(certificate.notBefore), "not_after": JSON(certificate.notAfter),
                    ]
                }),
        ]
    }

    init?(stored text: String?) {
        guard let json = text.flatMap({ try? JSON(parsing: $0) }) else { return nil }
        let certificates = (json["certificates"]?.elements ?? []).map { part in
            Certificate(
                subject: part["subject"]?.string ?? "", issuer: part["issuer"]?.string ?? "",
                notBefore: part["not_before"]?.string ?? "", notAfter: part["not_after"]?.string ?? "")
        }
        self.init(
            version: json["version"]?.string ?? "", verified: json["verified"]?.bool ?? false,
            certificates: certificates)
    }
}
