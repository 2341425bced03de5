"""A bot as small as can be: it calls methods and looks at what comes back."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any


class Api:
    """Calls methods of one bot; every answer comes back decoded, a refusal too."""

    def __init__(self, url: str, token: str) -> None:
        self.base = f"{url}/bot{token}"
        self.offset = 0

    def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.base}/{method}", json.dumps(params).encode(), headers)
        return self.send(request)

    def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> dict[str, Any]:
        """A call as a multipart form, with files by the names of their parts: (file name, bytes)."""
        parts = []
        for name, value in params.items():
            text = value if isinstance(value, str) else json.dumps(value)
            parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{text}'.encode())
        for name, (filename, content) in files.items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content)
        edge = b"--the-edge-of-a-part"
        body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
        headers = {"Content-Type": f"multipart/form-data; boundary={edge[2:].decode()}"}
        return self.send(urllib.request.Request(f"{self.base}/{method}", body, headers))

    def uploaded(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Any:
        """The result of a call with files; AssertionError where it was refused."""
        answer = self.upload(method, files, **params)
        assert answer["ok"], answer
        return answer["result"]

    def fetch(self, file_id: str) -> bytes:
        """The bytes of a file, by getFile and a download."""
        path = self.result("getFile", file_id=file_id)["file_path"]
        return self.fetch_path(path)

    def fetch_path(self, path: str) -> bytes:
        with urllib.request.urlopen(
            self.base.replace("/bot", "/file/bot") + f"/{path}", timeout=10
        ) as answer:
            content: bytes = answer.read()
        return content

    def send(self, request: urllib.request.Request, timeout: float = 10.0) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                told: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                told = json.load(error)
        return told

    def result(self, method: str, **params: Any) -> Any:
        """The result; AssertionError where the call was refused."""
        answer = self(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def refused(self, method: str, **params: Any) -> str:
        """How the call was refused; AssertionError where it was not."""
        answer = self(method, **params)
        assert not answer["ok"], answer
        description: str = answer["description"]
        return description

    def updates(self, timeout: int = 0, **params: Any) -> list[dict[str, Any]]:
        """What is new; what was handed out before is confirmed."""
        batch: list[dict[str, Any]] = self.result("getUpdates", offset=self.offset, timeout=timeout, **params)
        if batch:
            self.offset = batch[-1]["update_id"] + 1
        return batch
