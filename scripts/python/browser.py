"""A browser without JavaScript, and the user before it: signs in and consents through the pages' forms."""

import html.parser
import urllib.parse

import requests


class Form:
    def __init__(self, action):
        self.action = action
        self.fields = []

    @property
    def names(self):
        return {name for name, _ in self.fields}


class FormReader(html.parser.HTMLParser):
    """The forms of a page, with what a browser would send of the fields as they stand."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append(Form(attributes.get("action", "")))
        if tag not in ("input", "button") or not self.forms or "name" not in attributes:
            return
        if attributes.get("type") == "checkbox" and "checked" not in attributes:
            return
        self.forms[-1].fields.append((attributes["name"], attributes.get("value", "")))


def approve(url, user, password):
    """Goes from an authorization URL to the callback, which is returned and not contacted."""
    session = requests.Session()
    site = urllib.parse.urlsplit(url).netloc
    answer = session.get(url, allow_redirects=False, timeout=10)
    for _ in range(10):
        if answer.is_redirect:
            url = urllib.parse.urljoin(answer.url, answer.headers["Location"])
            if urllib.parse.urlsplit(url).netloc != site:
                return url
            answer = session.get(url, allow_redirects=False, timeout=10)
        else:
            action, fields = fill_in(answer, user, password)
            answer = session.post(action, data=fields, allow_redirects=False, timeout=10)
    raise ValueError("the browser went in circles")


def fill_in(answer, user, password):
    if answer.status_code != 200:
        raise ValueError(f"{answer.url} answered {answer.status_code}: {answer.text[:300]}")
    for form in FormReader(answer.text).forms:
        fields = [(name, value) for name, value in form.fields if name not in ("name", "password", "decision")]
        if "password" in form.names:
            return urllib.parse.urljoin(answer.url, form.action), [*fields, ("name", user), ("password", password)]
        if "decision" in form.names:
            return urllib.parse.urljoin(answer.url, form.action), [*fields, ("decision", "allow")]
    raise ValueError(f"{answer.url} has neither a sign-in nor a consent form")
