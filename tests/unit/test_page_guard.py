"""Who may speak to the page's routes: the page itself, on this machine."""

import pytest
from aiohttp import ClientResponse

from tests.unit.page_world import World, run

HERE: list[dict[str, str]] = [
    {},
    {"Origin": "OWN"},
    {"Origin": "OWN", "Sec-Fetch-Site": "same-origin"},
    {"Host": "localhost:8080", "Origin": "http://localhost:8080"},
]
ELSEWHERE: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://localhost:PORT"},  # another name for this machine is another site
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.example"},
    {"Host": "evil.example", "Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Host": "127.0.0.1.evil.example"},
    {"Host": "[::1"},
]


async def _add(world: World, headers: dict[str, str]) -> ClientResponse:
    own = f"http://127.0.0.1:{world.client.port}"
    filled = {
        name: value.replace("OWN", own).replace("PORT", str(world.client.port))
        for name, value in headers.items()
    }
    return await world.client.post("/page/act", json={"act": "add", "name": "Ida"}, headers=filled)


@pytest.mark.parametrize("headers", HERE, ids=repr)
def test_the_page_itself_may_act(headers: dict[str, str]) -> None:
    async def scene(world: World) -> None:
        assert (await _add(world, headers)).status == 200

    run(scene)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=repr)
def test_another_site_may_not(headers: dict[str, str]) -> None:
    async def scene(world: World) -> None:
        assert (await _add(world, headers)).status == 403
        assert len(world.sandbox.people) == 2

    run(scene)


def test_another_site_may_not_read_either() -> None:
    async def scene(world: World) -> None:
        for path in ("/page/state", "/page/events", "/static/js/main.js"):
            for headers in ({"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
                answer = await world.client.get(path, headers=headers)
                assert answer.status == 403
        assert (await world.client.get("/", headers={"Host": "evil.example"})).status == 403
        assert (await world.client.get("/", headers={"Sec-Fetch-Site": "cross-site"})).status == 200

    run(scene)


def test_the_page_takes_nothing_from_elsewhere() -> None:
    async def scene(world: World) -> None:
        answer = await world.client.get("/")
        assert answer.content_type == "text/html"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        script = await world.client.get("/static/js/main.js")
        assert (script.status, script.content_type) == (200, "text/javascript")
        assert (await world.client.get("/static/js/../../page.py")).status == 404
        assert (await world.client.get("/static/js/..%2f..%2fpage.py")).status == 404

    run(scene)
