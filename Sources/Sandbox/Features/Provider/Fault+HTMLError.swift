internal import SandboxCore

extension Fault {
    static var htmlError: Fault {
        var fault = Fault("html-error", "API calls and the token endpoint answer 502 with a proxy's HTML page")
        fault.areas = [.api, .token]
        fault.before = {
            let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
            throw Refusal(Reply(502, type: "text/html", Array(page.utf8)), cause: "fault html-error")
        }
        return fault
    }
}
