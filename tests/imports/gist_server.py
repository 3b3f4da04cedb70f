"""GitHub's API with one gist, played by a server on this machine."""

from __future__ import annotations

import orjson
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

ID = "aa5a315d61ae9438b18d"


class GistServer:
    """Answers as GitHub does, with ETags; `asked` has the status of each answer."""

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        settings.GITHUB_API_BASE_URL = http.url_for("/api")
        settings.GITHUB_RAW_BASE_URL = http.url_for("/")
        settings.GITHUB_TOKEN = ""
        self.files: dict[str, str] = {}
        self.asked: list[int] = []
        self._next: list[Response] = []
        http.expect_request(f"/api/gists/{ID}").respond_with_handler(self._respond)

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever is asked."""
        self._next.extend(answers)

    def answer_as_usual(self) -> None:
        """Forget what was to be given first and wasn't asked for."""
        self._next.clear()

    def _respond(self, request: Request) -> Response:
        response = self._next.pop(0) if self._next else self._gist(request)
        self.asked.append(response.status_code)
        return response

    def _gist(self, request: Request) -> Response:
        body = orjson.dumps(
            {
                "id": ID,
                "html_url": f"https://gist.github.com/somebody/{ID}",
                "description": "My games",
                "files": {
                    name: {
                        "filename": name,
                        "type": "text/markdown",
                        "size": len(text.encode()),
                        "truncated": False,
                        "content": text,
                    }
                    for name, text in self.files.items()
                },
                "history": [{"version": f"{abs(hash(str(self.files))):040x}"[:40]}],
            }
        )
        etag = f'W/"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return Response(status=304)
        headers = {"ETag": etag}
        return Response(body, headers=headers, content_type="application/json")
