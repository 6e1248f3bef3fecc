"""What mitmproxy needs to do the sidecar's work in the bench: an allowlist of one host, detectors of
the same kinds on requests, answers and WebSocket messages, one injected credential.

It is kinder to mitmproxy than a product could be: the forms of the known secrets are made once, the
patterns are those of sixteen vendors, a text is undone of its content coding and of nothing else, and
event streams pass without being read, since a body that is read is held until its end."""

import base64
import gzip
import os
import re
from urllib.parse import quote

from mitmproxy import http

HOST = os.environ["BENCH_HOST"]
CREDENTIAL = os.environ["EGRESS_TOKEN_0"]
VALUES = [value for name, value in os.environ.items() if name.startswith("EGRESS_TOKEN_")]

TOKENS = {
    name: re.compile(pattern)
    for name, pattern in {
        "Anthropic": r"sk-ant-[a-z]+\d\d-[\w-]{40,}",
        "OpenAI": r"\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,}",
        "GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36,}",
        "GitHub fine-grained": r"\bgithub_pat_\w{60,}",
        "GitLab": r"\bglpat-[\w-]{20,}",
        "AWS": r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b",
        "Google": r"\bAIza[\w-]{35}",
        "Slack": r"\bxox[abeprs]-[\w-]{10,}",
        "Stripe": r"\b[rs]k_live_[A-Za-z0-9]{24,}",
        "SendGrid": r"\bSG\.[\w-]{22}\.[\w-]{43}",
        "Hugging Face": r"\bhf_[A-Za-z0-9]{34,}",
        "npm": r"\bnpm_[A-Za-z0-9]{36}",
        "PyPI": r"\bpypi-[\w-]{50,}",
        "DigitalOcean": r"\bdo[opr]_v1_[a-f0-9]{64}",
        "JWT": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
        "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    }.items()
}
CRLF = re.compile(r"%0d%0a", re.I)
NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^A-Za-z0-9]+")
INJECTION = [
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:reveal|print|show|send|leak|disclose) (?:\w+ ){0,2}your (?:\w+ ){0,2}(?:api.?key|password|credential|secret|token)s?\b",
        r"\bignore (?:all |any )?(?:previous|prior|above) (?:instructions|prompts|rules)",
        r"\bdisregard (?:all |any )?(?:previous|prior|your) (?:instructions|rules|guidelines)",
        r"\byou are now (?:in )?(?:developer|dan|jailbreak|unrestricted)",
        r"\bpretend (?:that )?you (?:are|have) no (?:restrictions|rules|limits)",
        r"\b(?:new|updated) system (?:prompt|instructions?)\b",
        r"\boverride (?:your|the|all) (?:safety|instructions|system)",
        r"\bdo not (?:tell|inform|mention (?:this )?to) the user",
    )
]
JAILBREAKS_THAT_BLOCK = 2


def forms(value):
    raw = value.encode()
    standard = base64.b64encode(raw).decode()
    safe = base64.urlsafe_b64encode(raw).decode()
    yield from (value, standard, standard.rstrip("="), safe, safe.rstrip("="))
    yield from (quote(value, safe=""), "".join(f"%{byte:02X}" for byte in raw))
    yield from (raw.hex(), raw.hex().upper(), base64.b32encode(raw).decode())
    yield base64.b64encode(gzip.compress(raw, mtime=0)).decode()


FORMS = {form for value in VALUES for form in forms(value)}
REDUCED = {NEITHER_LETTER_NOR_DIGIT.sub("", value) for value in VALUES}


def outbound(text):
    for name, pattern in TOKENS.items():
        if pattern.search(text):
            return f"a credential ({name})"
    return known(text)


def known(text):
    if any(form in text for form in FORMS):
        return "a known secret"
    letters = NEITHER_LETTER_NOR_DIGIT.sub("", text)
    return "a known secret in pieces" if any(value in letters for value in REDUCED) else None


def inbound(text):
    disclosure, *jailbreaks = INJECTION
    if disclosure.search(text):
        return "asks for credentials"
    count = sum(1 for pattern in jailbreaks if pattern.search(text))
    return "jailbreak phrases" if count >= JAILBREAKS_THAT_BLOCK else None


def refuse(flow, reason):
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    flow.response = http.Response.make(403, f"egress DLP: {reason}".encode(), plain)


class EgressAddon:
    def request(self, flow):
        ask = flow.request
        head = "\n".join([ask.pretty_host, ask.path, *(f"{k}: {v}" for k, v in ask.headers.items())])
        if CRLF.search(head):
            return refuse(flow, "an encoded line break")
        reason = outbound(f"{head}\n{ask.get_text(strict=False) or ''}")
        if reason:
            return refuse(flow, reason)
        if "git-receive-pack" in ask.path or "git-upload-pack" in ask.path:
            return refuse(flow, "git")
        if ask.pretty_host != HOST:
            return refuse(flow, "no route")
        ask.headers["authorization"] = f"Bearer {CREDENTIAL}"

    def responseheaders(self, flow):
        if flow.response.headers.get("content-type", "").startswith("text/event-stream"):
            flow.response.stream = True

    def response(self, flow):
        if flow.response.stream:
            return
        head = "\n".join(f"{k}: {v}" for k, v in flow.response.headers.items())
        reason = inbound(f"{head}\n{flow.response.get_text(strict=False) or ''}")
        if reason:
            refuse(flow, reason)

    def websocket_message(self, flow):
        message = flow.websocket.messages[-1]
        text = message.content.decode("utf-8", errors="replace")
        if outbound(text) if message.from_client else inbound(text):
            flow.kill()


addons = [EgressAddon()]
