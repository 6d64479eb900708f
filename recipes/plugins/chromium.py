#!/usr/bin/env python3
"""Signs in through headless Chromium, as a Keyway plugin: for providers whose pages need JavaScript.

    set chromium_user = ada
    set --secret chromium_password = …
    authorize --browser chromium

What is not set is asked for once a page wants it. The password is typed only into pages of the provider's own domain,
or of those that `chromium-fields hosts=…` names, and only over TLS or on this machine.
"""
import fcntl
import json
import os
import select
import shutil
import sys
import tempfile
import time
from urllib.parse import urlsplit

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
OPTIONS = [
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-gpu",
    "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update",
    "--disable-dev-shm-usage", "--password-store=basic", "--mute-audio",
]
FIELDS = {
    "user": "input[autocomplete~=username], input[type=email], input[name=username], input[name=login], "
    "input[name=user], input[name=email], input[name=identifier], input[name=loginfmt]",
    "password": "input[type=password]",
    "submit": "button[type=submit], input[type=submit], button:not([type])",
    "consent": "button[value=allow], input[value=allow], button[name=authorize][value='1'], input[name=accept], "
    "button[value=accept], #submit_approve_access button, [data-testid=authorize], [data-testid=auth-accept]",
}
WORDS = r"^(allow|authori[sz]e|accept|approve|continue|agree|yes|grant)\b"

# What is on the page: which of the fields can be seen, and what it says.
LOOK = """
const seen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.disabled;
const find = selector => [...document.querySelectorAll(selector)].filter(seen)[0];
const named = () => [...document.querySelectorAll('button, input[type=submit], a[role=button]')].filter(seen)
  .filter(e => new RegExp(words, 'i').test((e.innerText || e.value || '').trim()))[0];
const password = find(fields.password);
const user = find(fields.user) || (password && [...(password.form || document).querySelectorAll('input')].filter(
  e => seen(e) && ['text', 'email', 'tel'].includes(e.type))[0]);
const consent = password || user ? undefined : find(fields.consent) || named();
"""
STATE = LOOK + """
return {url: location.href, made: performance.timeOrigin, ready: document.readyState !== 'loading', user: !!user,
  password: !!password, consent: !!consent, text: (document.body ? document.body.innerText : '').slice(0, 600)};
"""
# A page that draws itself sets its own `value`, so that the element's own setter must be called, and events sent.
FILL = LOOK + """
const put = (e, text) => {
  e.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, text);
  for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, {bubbles: true}));
};
if (user && values.user !== null) put(user, values.user);
if (password && values.password !== null) put(password, values.password);
const last = password || user;
const form = last.form;
const wrong = form && !form.noValidate && [...form.elements].filter(e => e.willValidate && !e.validity.valid)[0];
if (wrong) return wrong.validationMessage;
const button = [...(form || document).querySelectorAll(fields.submit)].filter(seen)[0];
if (button) button.click(); else if (form) form.requestSubmit();
else last.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true}));
"""
CONSENT = LOOK + "if (consent) consent.click();"


class Host:
    """Keyway, at the other end of standard input and output."""

    def __init__(self):
        self.buffer, self.waiting, self.asked, self.cancelled = b"", [], 0, set()

    def say(self, **message):
        print(json.dumps({"jsonrpc": "2.0"} | message), flush=True)

    def read(self, timeout=None):
        """The next message; None when the time is over."""
        while b"\n" not in self.buffer:
            if not select.select([0], [], [], timeout)[0]:
                return None
            piece = os.read(0, 1 << 16)
            if not piece:
                raise SystemExit
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\n", 1)
        message = json.loads(line)
        if message.get("method") == "bye":
            raise SystemExit
        if message.get("method") == "cancel":
            self.cancelled.add(message["params"]["id"])
        return message

    def next(self):
        return self.waiting.pop(0) if self.waiting else self.read()

    def look(self):
        """Takes what has come, to see whether it is a `cancel`."""
        while (message := self.read(0)) is not None:
            if "id" in message:
                self.waiting.append(message)

    def ask(self, method, **params):
        self.asked += 1
        self.say(id=f"c{self.asked}", method=method, params=params)
        while True:
            message = self.read()
            if message.get("id") == f"c{self.asked}" and "method" not in message:
                return message.get("result", {}).get("value")
            if "id" in message:
                self.waiting.append(message)

    def progress(self, text):
        self.say(method="keyway/progress", params={"text": text})


class Silence(ValueError):
    """Chromium has not answered: what is said to a page while it makes way for another may be lost."""


class Browser:
    """Chromium, spoken to through two pipes (Chrome DevTools Protocol): its descriptors 3 and 4."""

    def __init__(self, program, waiting):
        self.waiting = waiting
        self.folder = tempfile.mkdtemp(prefix="keyway-chromium-")
        command = [program, *OPTIONS, f"--user-data-dir={self.folder}", "about:blank"]
        if os.geteuid() == 0:
            # It refuses to run as root in any other way.
            command.insert(1, "--no-sandbox")
        theirs, self.output = os.pipe()
        self.input, answers = os.pipe()
        # Above 4, so that none is overwritten before it is copied.
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs, answers)]
        nowhere = os.open(os.devnull, os.O_RDWR)
        copies = [(nowhere, 0), (nowhere, 1), (nowhere, 2), (high[0], 3), (high[1], 4)]
        actions = [(os.POSIX_SPAWN_DUP2, old, new) for old, new in copies]
        self.process = os.posix_spawn(command[0], command, os.environ | {"HOME": self.folder}, file_actions=actions)
        for end in (theirs, answers, nowhere, *high):
            os.close(end)
        self.buffer, self.sent, self.events, self.session = b"", 0, [], None

    def call(self, method, timeout=60, **params):
        self.sent += 1
        message = {"id": self.sent, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            answer = self.read(min(10, until - time.monotonic()))
            if answer is None:
                self.waiting()
                continue
            if answer.get("id") == message["id"]:
                return answer
            if "method" in answer:
                self.events.append(answer)
        raise Silence(f"Chromium does not answer {method}")

    def read(self, timeout):
        while b"\0" not in self.buffer:
            if not select.select([self.input], [], [], max(timeout, 0))[0]:
                return None
            piece = os.read(self.input, 1 << 16)
            if not piece:
                raise ValueError("Chromium has ended")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def open(self, url, redirect_uri):
        target = self.call("Target.createTarget", url="about:blank")["result"]["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["result"]["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(domain + ".enable")
        # The callback is caught before it is sent: nobody has to listen there.
        pattern = "".join("\\" + c if c in "*?\\" else c for c in redirect_uri) + "*"
        self.call("Fetch.enable", patterns=[{"urlPattern": pattern, "requestStage": "Request"}])
        answer = self.call("Page.navigate", url=url)
        error = answer.get("result", {}).get("errorText")
        if error and error not in ("net::ERR_ABORTED", "net::ERR_UNKNOWN_URL_SCHEME"):
            raise ValueError(f"Chromium cannot open {shown(url)}: {error}")

    def run(self, body, **values):
        names = ", ".join(values)
        given = ", ".join(json.dumps(value) for value in values.values())
        expression = f"(({names}) => {{{body}}})({given})"
        answer = self.call("Runtime.evaluate", timeout=5, expression=expression, returnByValue=True)
        return answer.get("result", {}).get("result", {}).get("value")

    def came_back(self, redirect_uri):
        """The URL of the callback, if the page was sent there."""
        while (message := self.read(0)) is not None:
            self.events.append(message)
        events, self.events = self.events, []
        for event in events:
            for url in addresses(event.get("method"), event.get("params", {})):
                if same_place(url, redirect_uri):
                    return url
        return None

    def close(self):
        try:
            self.session = None
            self.call("Browser.close", timeout=2)
        except (ValueError, OSError):
            pass
        for _ in range(40):
            if os.waitpid(self.process, os.WNOHANG)[0]:
                break
            time.sleep(0.05)
        else:
            os.kill(self.process, 9)
            os.waitpid(self.process, 0)
        for end in (self.input, self.output):
            os.close(end)
        shutil.rmtree(self.folder, ignore_errors=True)


def addresses(method, params):
    """Where an event says that the page goes; a scheme of an application's own is never asked for over the network."""
    if method == "Fetch.requestPaused":
        request = params["request"]
        yield request["url"] + request.get("urlFragment", "")
    elif method == "Network.responseReceivedExtraInfo":
        yield from (v for n, v in params.get("headers", {}).items() if n.lower() == "location")
    elif method in ("Page.frameRequestedNavigation", "Page.frameScheduledNavigation"):
        yield params["url"]


def same_place(url, redirect_uri):
    return url.split("?")[0].split("#")[0] == redirect_uri.split("?")[0].split("#")[0]


def shown(url):
    """Without the query, which may hold secrets."""
    return url.split("?")[0].split("#")[0]


def domain(url):
    host = (urlsplit(url).hostname or "").lower()
    return host if host.replace(".", "").isdigit() or ":" in host else ".".join(host.split(".")[-2:])


def may_type(url, first, hosts):
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    own = domain(url) == domain(first) or parts.hostname in hosts
    return own and (parts.scheme == "https" or local)


class SignIn:
    """One sign-in, page by page."""

    def __init__(self, host, settings, given, id):
        self.host, self.id = host, id
        self.fields = FIELDS | {name: value for name, value in settings.items() if name in FIELDS}
        self.hosts = settings.get("hosts", "").split()
        self.first, self.redirect_uri = given["url"], given["redirect_uri"]
        self.user, self.password = given.get("user"), None
        self.until = time.monotonic() + min(float(given.get("timeout") or 60), 300)
        self.done, self.acted, self.state = set(), 0, {}

    def run(self, browser):
        browser.open(self.first, self.redirect_uri)
        spoken = time.monotonic()
        while time.monotonic() < self.until:
            self.host.look()
            if self.id in self.host.cancelled:
                raise ValueError("cancelled")
            if callback := browser.came_back(self.redirect_uri):
                return callback
            try:
                if state := browser.run(STATE, fields=self.fields, words=WORDS):
                    self.state = state
                    self.step(browser, state)
            except Silence:
                # If the same page is still there, it is asked again, and filled in again.
                self.done = {key for key in self.done if key[0] != self.state.get("made")}
            if time.monotonic() - spoken > 10:
                spoken = time.monotonic()
                self.host.progress(f"waiting at {shown(self.state.get('url', ''))}")
            time.sleep(0.1)
        raise ValueError(
            f"the provider did not redirect back; {self.page()}; chromium-fields names the fields of its pages")

    def step(self, browser, state):
        kinds = [kind for kind in ("user", "password", "consent") if state[kind]]
        key = (state["made"], *kinds)
        if not state["ready"] or not kinds:
            return
        if key in self.done:
            # The page is still there long after it was filled in: it has refused.
            if "password" in kinds and time.monotonic() - self.acted > 8:
                raise ValueError(f"the sign-in went no further; {self.page()}")
            return
        if "password" in kinds and any("password" in done for done in self.done if done[0] != state["made"]):
            raise ValueError(f"the provider asks for the password again; {self.page()}")
        self.done.add(key)
        self.acted = time.monotonic()
        self.host.progress(f"{' and '.join(kinds)} at {shown(state['url'])}")
        if "consent" in kinds:
            browser.run(CONSENT, fields=self.fields, words=WORDS)
        else:
            self.fill(browser, state)
        self.acted = time.monotonic()

    def fill(self, browser, state):
        if not may_type(state["url"], self.first, self.hosts):
            where = urlsplit(state["url"]).hostname
            raise ValueError(
                f"{where} asks for the account, which is not the provider's host; chromium-fields hosts={where} allows it")
        waited = time.monotonic()
        if state["user"]:
            self.user = self.user or self.secret("chromium_user", "user name:", False)
        if state["password"]:
            self.password = self.password or self.secret("chromium_password", "password:", True)
        self.until += time.monotonic() - waited
        values = {"user": self.user if state["user"] else None, "password": self.password if state["password"] else None}
        if wrong := browser.run(FILL, fields=self.fields, words=WORDS, values=values):
            raise ValueError(f"{shown(state['url'])} does not take what was typed: {wrong}")

    def secret(self, variable, question, hidden):
        value = self.host.ask("keyway/get", name=variable) or self.host.ask("keyway/prompt", text=question, secret=hidden)
        if not value:
            raise ValueError(f"nobody can be asked for the {question[:-1]}: set {variable} = …")
        return str(value)

    def page(self):
        words = " ".join(self.state.get("text", "").split())[:300]
        return f"{shown(self.state.get('url', 'the page'))} says: {words}"


def hello(host, params, id):
    return {"protocol": 1, "features": []}


def manifest(host, params, id):
    optional = [("user", "CSS selector of the field for the user name"), ("password", "of that for the password"),
                ("submit", "of the button below them"), ("consent", "of the button that agrees"),
                ("hosts", "other hosts that may ask for the password"), ("program", "the browser's path")]
    return {
        "name": "chromium",
        "version": "1.0.0",
        "summary": "signs in through headless Chromium",
        "commands": [
            {
                "name": "chromium",
                "summary": "go through sign-in and consent, for `authorize --browser chromium`",
                "operands": [{"name": "url"}, {"name": "redirect_uri"}, {"name": "user", "required": False},
                             {"name": "timeout", "required": False}],
            },
            {
                "name": "chromium-fields",
                "summary": "say where on the provider's pages things are",
                "operands": [{"name": n, "summary": s, "required": False} for n, s in optional],
            },
        ],
        "needs": [{"secret": kind, "reason": "to type the password that chromium_password holds"}
                  for kind in ("variable", "marked")],
    }


def run(host, params, id):
    given = params["operands"]
    if params["command"] == "chromium-fields":
        host.ask("keyway/set", name="chromium_fields", value=given)
        return {"value": given, "text": "kept for the next sign-in"}
    settings = host.ask("keyway/get", name="chromium_fields") or {}
    program = settings.get("program") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise ValueError("there is no Chromium in PATH; apt install chromium, or chromium-fields program=PATH")
    # Keyway gives up on a command that is silent for half a minute.
    browser = Browser(program, lambda: host.progress("waiting for Chromium"))
    try:
        callback = SignIn(host, settings, given, id).run(browser)
    finally:
        browser.close()
    return {"value": callback, "text": "the provider redirected back"}


METHODS = {"hello": hello, "manifest": manifest, "run": run}


def main():
    host = Host()
    while True:
        message = host.next()
        method, id = message.get("method"), message.get("id")
        if id is None or method is None:
            continue
        if method not in METHODS:
            host.say(id=id, error={"code": -32601, "message": f"there is no method {method}"})
            continue
        try:
            host.say(id=id, result=METHODS[method](host, message.get("params", {}), id))
        except (ValueError, KeyError, OSError) as error:
            host.say(id=id, error={"code": -32000, "message": str(error)})


if __name__ == "__main__":
    main()
