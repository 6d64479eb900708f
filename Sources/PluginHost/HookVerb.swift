internal import Script

/// `change`, `refuse` and `annotate`: where each has something to work on.
enum HookVerb {
    struct Fault {
        let code: String
        let message: String
        let range: Range<Int>
        let advice: String
    }

    static let all: Set<String> = ["change", "refuse", "annotate"]

    static func hooks(of verb: String) -> [String] {
        verb == "change" ? ["request", "response"] : ["request", "response", "token", "failure"]
    }

    /// What a call cannot do in a hook of this kind.
    static func faults(of call: CommandCall, in hook: String) -> [Fault] {
        guard call.name == "change" else { return [] }
        guard hooks(of: call.name).contains(hook) else {
            let past = hook == "token" ? "granted" : "over"
            return [
                Fault(
                    code: "change-part", message: "a \(hook) cannot be changed: it is \(past)", range: call.range,
                    advice: "annotate says something about it, and refuse lets the command fail")
            ]
        }
        if call.options.isEmpty, call.items.isEmpty {
            return [
                Fault(
                    code: "change-nothing", message: "change is told nothing to change", range: call.range,
                    advice: hook == "request"
                        ? "write change Header:value, -Header, name==value, name=value, --method METHOD or --url URL"
                        : "write change Header:value, -Header, name=value or --status STATUS")
            ]
        }
        return options(of: call, in: hook) + items(of: call, in: hook)
    }

    private static func options(of call: CommandCall, in hook: String) -> [Fault] {
        call.options.compactMap { option in
            if (option.name == "status") == (hook == "request") {
                return Fault(
                    code: "change-part", message: "a \(hook) has no \(option.name) to change", range: option.range,
                    advice: "`help change` says what each message has")
            }
            guard option.name == "status", let text = option.value?.fixedText,
                !(Int(text).map { (100...599).contains($0) } ?? false)
            else { return nil }
            return Fault(
                code: "change-status", message: "\(text) is no status", range: option.value?.range ?? option.range,
                advice: "write a number from 100 to 599")
        }
    }

    private static func items(of call: CommandCall, in hook: String) -> [Fault] {
        call.items.compactMap { item in
            switch item.kind {
            case .file:
                Fault(
                    code: "change-item", message: "change reads no files", range: item.range, advice: "write name=value"
                )
            case .query where hook == "response":
                Fault(
                    code: "change-part", message: "a response has no query to change", range: item.range,
                    advice: "write name=value for a member of its body, Name:value for a header")
            default: nil
            }
        }
    }
}
