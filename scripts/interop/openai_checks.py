"""The official OpenAI library, with an OAuth access token as its key."""

import base64
import concurrent.futures
import threading

import openai
import requests

import grant

NAME = f"openai {openai.__version__}"
CHAT = {"model": "sandbox/echo", "messages": [{"role": "user", "content": "Hello from Python"}]}
PNG = b"\x89PNG\r\n\x1a\n"


def checks(provider):
    def library(key):
        return openai.OpenAI(base_url=provider.base_url + "/oauth", api_key=key, max_retries=0, timeout=20)

    client = library(grant.access_token(provider, "generations profile"))
    stranger = library("at_wrong")
    outsider = library(grant.access_token(provider, "profile"))

    yield "chat", lambda: chat(client)
    yield "streamed chat", lambda: streamed_chat(client)
    yield "images as URLs", lambda: image_urls(client)
    yield "images as base64", lambda: images_inline(client)
    yield "list of models", lambda: ", ".join(model.id for model in client.models.list())
    yield "one model", lambda: client.models.retrieve("sandbox/echo").id
    yield "unknown model", lambda: refused(openai.NotFoundError, client.models.retrieve, "sandbox/none")
    yield "wrong token", lambda: refused(openai.AuthenticationError, stranger.chat.completions.create, **CHAT)
    yield "missing scope", lambda: refused(openai.PermissionDeniedError, outsider.chat.completions.create, **CHAT)
    yield "missing messages", lambda: refused(
        openai.BadRequestError, client.post, "/chat/completions", cast_to=object, body={"model": "sandbox/echo"}
    )
    yield "too many requests", lambda: too_many(client)


def chat(client):
    answer = client.chat.completions.create(**CHAT, temperature=0.5, max_tokens=50)
    choice = answer.choices[0]
    assert choice.message.role == "assistant" and choice.finish_reason, answer
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens, answer
    return repr(choice.message.content)


def streamed_chat(client):
    with client.chat.completions.create(**CHAT, stream=True) as stream:
        chunks = list(stream)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    whole = client.chat.completions.create(**CHAT).choices[0].message.content
    assert len(chunks) > 2 and text == whole, (chunks, whole)
    return f"{len(chunks)} chunks, the same text"


def image_urls(client):
    images = client.images.generate(model="sandbox/painter", prompt="a kite", n=2, size="256x256").data
    pictures = [requests.get(image.url, timeout=10).content for image in images]
    assert len(pictures) == 2 and all(picture.startswith(PNG) for picture in pictures), images
    return f"{len(pictures)} PNGs, {sum(map(len, pictures))} bytes"


def images_inline(client):
    answer = client.images.generate(
        model="sandbox/painter", prompt="a kite", size="256x256", response_format="b64_json"
    )
    picture = base64.b64decode(answer.data[0].b64_json, validate=True)
    assert picture.startswith(PNG), picture[:20]
    return f"a PNG of {len(picture)} bytes"


def refused(expected, call, *arguments, **options):
    """What the library makes of a refusal that must come as this exception."""
    try:
        answer = call(*arguments, **options)
    except expected as error:
        assert error.request is not None and error.body.get("message"), error
        return f"{type(error).__name__} {error.status_code}: {error.body['message']}"
    raise AssertionError(f"accepted: {answer}")


def too_many(client):
    """Other threads spend the user's allowance until this one is refused."""
    enough = threading.Event()

    def spend():
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {client.api_key}"
            while not enough.is_set():
                session.get(f"{client.base_url}models", timeout=10)

    def ask():
        for _ in range(200):
            try:
                client.models.list()
            except openai.RateLimitError as error:
                assert int(error.response.headers["Retry-After"]) >= 1, error.response.headers
                return f"{type(error).__name__} {error.status_code}: {error.body['message']}"
        raise AssertionError("200 calls were accepted while others spent the allowance")

    with concurrent.futures.ThreadPoolExecutor() as pool:
        try:
            for _ in range(4):
                pool.submit(spend)
            while requests.get(f"{client.base_url}models", headers=client.auth_headers, timeout=10).ok:
                pass
            return ask()
        finally:
            enough.set()
