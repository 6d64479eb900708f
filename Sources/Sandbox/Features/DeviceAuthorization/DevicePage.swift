internal import HTTPMessage
internal import SandboxCore

/// `/oauth/device`: the page on which a user enters the code of a device (RFC 8628 §3.3).
enum DevicePage {
    private static let path = "\(Provider.basePath)/oauth/device"

    /// With the code filled in where the address has it, so that the user only confirms it (RFC 8628 §3.3.1).
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        page(FormParameters.parse(call.query).first("user_code") ?? "", Browser(call, provider), provider)
    }

    static func respondToForm(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try BrowserForm(call, provider)
        let entered = form.values.first("user_code") ?? ""
        guard let userCode = UserCode(entered: entered) else {
            return page(
                entered, form.browser, provider,
                problem: "A code has eight letters and no vowels, such as WDJB-MJHT. Look at your device again.")
        }
        return .seeOther("\(DeviceConsent.path)?user_code=\(userCode.text)")
    }

    /// Sign-in or consent for the device that shows the code.
    static func confirm(_ call: Call, _ provider: Provider) async throws -> Reply {
        let entered = FormParameters.parse(call.query).first("user_code") ?? ""
        return try await DeviceConsent.request(entered, in: provider).page(for: call, in: provider)
    }

    /// The page that follows the user's decision.
    static func done(_ title: String, _ message: String, _ provider: Provider) -> Reply {
        provider.pages.page("device-done", ["title": title, "message": message])
    }

    private static func page(
        _ userCode: String, _ browser: Browser, _ provider: Provider, problem: String? = nil
    ) -> Reply {
        var values: [String: Any] = [
            "title": "Connect a device", "user_code": String(userCode.prefix(100)), "form_token": browser.formToken,
        ]
        values["problem"] = problem
        return browser.remembered(
            provider.pages.page("device", values, status: problem == nil ? 200 : 400), provider)
    }
}
