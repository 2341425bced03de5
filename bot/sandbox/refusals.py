"""How the Bot API says no. The texts are Telegram's own, as its Bot API server sends them."""

from bot.sandbox.accounts import Json


class RefusalError(Exception):
    """A call is refused: `code` is both the HTTP status and the `error_code` of the answer."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(reason: str) -> RefusalError:
    """400: something about the call itself."""
    return RefusalError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusalError:
    """403: the bot may not do this (any more)."""
    return RefusalError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusalError:
    """409: another poller, or a webhook, stands in the way."""
    return RefusalError(409, f"Conflict: {reason}")


def too_many(seconds: int) -> RefusalError:
    """429, with the whole seconds to wait."""
    text = f"Too Many Requests: retry after {seconds}"
    return RefusalError(429, text, {"retry_after": seconds})


def too_large() -> RefusalError:
    """413: a request, or a file in it, that Telegram does not take in at all."""
    return RefusalError(413, "Request Entity Too Large")


def unauthorized() -> RefusalError:
    return RefusalError(401, "Unauthorized")
