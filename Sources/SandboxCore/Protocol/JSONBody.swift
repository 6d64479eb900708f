package import JSONKit

/// The JSON object of an API request, read member by member with OpenAI's errors.
package struct JSONBody: Sendable {
    /// The whole body, which is an object.
    package let json: JSON

    /// Reads the body of a request.
    ///
    /// - Throws: a ``Refusal`` with status 415 for another content type, and with `invalid_json` for a body that is not
    ///   a JSON object.
    package init(_ call: Call) throws(Refusal) {
        guard call.mediaType == "application/json" else {
            throw .api(
                415, type: "invalid_request_error",
                "Send a JSON body with \u{201C}Content-Type: application/json\u{201D}.", code: "unsupported_media_type")
        }
        do {
            json = try JSON(parsing: call.body)
        } catch {
            throw .invalid("The body is not JSON: \(error.description).", code: "invalid_json")
        }
        guard json.kind == .object else {
            throw .invalid("The body must be a JSON object, not \(json.kind.rawValue).", code: "invalid_json")
        }
    }

    /// A member; null is the same as left out.
    package subscript(name: String) -> JSON? {
        guard let value = json[name], !value.isNull else { return nil }
        return value
    }

    /// A member that must be there and not be null.
    ///
    /// - Throws: a ``Refusal`` with `missing_required_parameter`.
    package func required(_ name: String) throws(Refusal) -> JSON {
        guard let value = self[name] else {
            throw .invalid("You must provide \(name).", param: name, code: "missing_required_parameter")
        }
        return value
    }

    /// A member that is a string; nil where it is left out or null.
    ///
    /// - Throws: a ``Refusal`` with `invalid_type` for another kind of value.
    package func string(_ name: String) throws(Refusal) -> String? {
        guard let value = self[name] else { return nil }
        guard let string = value.string else { throw wrongType(name, "a string", value) }
        return string
    }

    /// A member that is true or false; nil where it is left out or null.
    ///
    /// - Throws: a ``Refusal`` with `invalid_type` for another kind of value.
    package func boolean(_ name: String) throws(Refusal) -> Bool? {
        guard let value = self[name] else { return nil }
        guard let bool = value.bool else { throw wrongType(name, "a boolean", value) }
        return bool
    }

    /// A member that is a whole number; nil where it is left out or null.
    ///
    /// - Throws: a ``Refusal`` with `invalid_type` for another kind of value, and with `invalid_value` for a number
    ///   outside the range.
    package func integer(_ name: String, _ range: ClosedRange<Int64> = Int64.min...Int64.max) throws(Refusal) -> Int64?
    {
        guard let value = self[name] else { return nil }
        guard let integer = value.integer else { throw wrongType(name, "an integer", value) }
        guard range.contains(integer) else {
            throw outside(name, "\(integer)", "\(range.lowerBound)", "\(range.upperBound)")
        }
        return integer
    }

    /// A member that is a number; nil where it is left out or null.
    ///
    /// - Throws: a ``Refusal`` with `invalid_type` for another kind of value, and with `invalid_value` for a number
    ///   outside the range.
    package func number(_ name: String, _ range: ClosedRange<Double>) throws(Refusal) -> Double? {
        guard let value = self[name] else { return nil }
        guard let number = value.number else { throw wrongType(name, "a number", value) }
        guard range.contains(number) else {
            throw outside(name, "\(number)", "\(range.lowerBound)", "\(range.upperBound)")
        }
        return number
    }

    private func outside(_ name: String, _ value: String, _ lower: String, _ upper: String) -> Refusal {
        .invalid(
            "Invalid value for \(name): \(value) is not between \(lower) and \(upper).", param: name,
            code: "invalid_value")
    }

    private func wrongType(_ name: String, _ expected: String, _ value: JSON) -> Refusal {
        .wrongType(name, expected, value)
    }
}

extension Refusal {
    /// The refusal of a member whose value is of another kind than expected, with the code `invalid_type`.
    ///
    /// - Parameter expected: the kind with its article: `a string`.
    package static func wrongType(_ param: String, _ expected: String, _ value: JSON) -> Refusal {
        .invalid(
            "Invalid type for \(param): expected \(expected), but got \(value.kind.rawValue).", param: param,
            code: "invalid_type")
    }
}
