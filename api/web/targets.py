"""The target of a request as the routes expect it, and addresses as visitors can follow them."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from starlette.datastructures import URL
from starlette.types import Scope


def origin_form(scope: Scope) -> Scope:
    """A request whose target is a whole address, as one that names the path (RFC 9112, 3.2.2).

    Its authority counts, whatever the field ``Host`` says.

    >>> asked = {"raw_path": b"http://here.example/id/a%20b", "headers": [(b"host", b"x")]}
    >>> found = origin_form(asked)
    >>> found["path"], found["raw_path"], found["headers"]
    ('/id/a b', b'/id/a%20b', [(b'host', b'here.example')])
    """
    raw = scope.get("raw_path") or b""
    if not raw[:8].lower().startswith((b"http://", b"https://")):
        return scope
    try:
        parts = urlsplit(raw.decode("ascii"))
    except ValueError:
        return scope
    path = parts.path or "/"
    rest = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {
        **scope,
        "path": unquote(path),
        "raw_path": path.encode(),
        "headers": [(b"host", parts.netloc.encode()), *rest],
    }


def own_address(asked: URL, configured: str | None) -> tuple[str, bool]:
    """The address of this server for links that must be whole, and whether a visitor told it.

    What a visitor told (the field ``Host``) may be in an answer to that visitor and in no other.

    >>> own_address(URL("http://evil.example/reconcile"), "https://zizhu.example/")
    ('https://zizhu.example', False)
    >>> own_address(URL("http://127.0.0.1:8000/reconcile?a=b"), None)
    ('http://127.0.0.1:8000', True)
    """
    if configured:
        return configured.rstrip("/"), False
    return f"{asked.scheme}://{asked.netloc}", True
