internal import SandboxCore

extension Fault {
    static var htmlLogin: Fault {
        var fault = Fault("html-login", "API calls and the token endpoint answer 200 with the login page of a network")
        fault.areas = [.api, .token]
        fault.before = {
            let page = "<!doctype html><html><title>Sign in to this network</title><body>Welcome</body></html>\n"
            throw Refusal(Reply(200, type: "text/html; charset=utf-8", Array(page.utf8)), cause: "fault html-login")
        }
        return fault
    }
}
