"""What a failed request says: whether it can have reached Telegram, and nothing of what was sent."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot import wire
from bot.wire import AiohttpRequest, NotSentError

TOKEN = "123456:MARKERtoken"
Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def payload() -> RequestData:
    return RequestData(
        [RequestParameter.from_input("text", "MARKERwords"), RequestParameter.from_input("n", 5)]
    )


async def ask(url: str, **more: float) -> tuple[int, bytes]:
    request = AiohttpRequest()
    await request.initialize()
    try:
        return await request.do_request(url, "POST", payload(), **more)
    finally:
        await request.shutdown()


def asked(answer: Server, **more: float) -> tuple[int, bytes]:
    """What a request to a server that answers like this comes to."""

    writers: list[asyncio.StreamWriter] = []

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await answer(reader, writer)

    async def scene() -> tuple[int, bytes]:
        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            return await ask(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage", **more)
        finally:
            server.close()
            for writer in writers:
                writer.transport.abort()
            await asyncio.sleep(0.01)  # so that nothing of this loop is left for the collector

    return asyncio.run(scene())


def test_the_name_of_a_file_goes_out_as_it_reads() -> None:
    file = InputFile(b"film", filename="bild für später.mp4")
    form = wire._body(RequestData([RequestParameter.from_input("animation", file)]))
    assert isinstance(form, aiohttp.FormData)
    (part,) = [part for part, *_ in form()]  # type: ignore[attr-defined]
    assert 'filename="bild für später.mp4"' in part.headers["Content-Disposition"]


def says_nothing(error: BaseException) -> bool:
    shown = f"{error!r} {error} {error.__cause__!r}"
    return "MARKER" not in shown and "127.0.0.1" not in shown and error.__suppress_context__


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    return head + await reader.readexactly(length)


def test_status_and_body_come_back_as_they_are_and_the_form_goes_out() -> None:
    seen = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await read_request(reader))
        writer.write(b"HTTP/1.1 429 Slow\r\nContent-Length: 4\r\n\r\nbody")
        await writer.drain()
        writer.close()

    assert asked(answer) == (429, b"body")
    assert b"text=MARKERwords" in seen[0]
    assert b"n=5" in seen[0]


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"null", b"<html>ok</html>", b'{"ok":true}', b'["result"]', b"MARKER"]
)
def test_a_yes_without_a_result_may_have_been_carried_out(body: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    with pytest.raises(NetworkError) as failure:
        asked(answer)
    assert not isinstance(failure.value, NotSentError | TimedOut)
    assert "MARKER" not in f"{failure.value!r} {failure.value.__cause__!r}"


@pytest.mark.parametrize("body", [b'{"ok":true,"result":true}', b' \n{"result" : []}'])
def test_a_yes_with_a_result_comes_back_as_it_is(body: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    assert asked(answer) == (200, body)


def test_another_address_is_not_followed() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    assert asked(answer) == (302, b"")


def test_a_refused_connection_was_surely_not_sent() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NotSentError) as failure:
        asyncio.run(ask(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"))
    assert says_nothing(failure.value)


def test_a_name_that_does_not_resolve_was_surely_not_sent() -> None:
    with pytest.raises(NotSentError) as failure:
        asyncio.run(ask(f"http://nowhere.invalid/bot{TOKEN}/sendMessage"))
    assert says_nothing(failure.value)


def test_an_address_that_is_none_is_a_network_error_without_the_address() -> None:
    for url in (f"http://[/bot{TOKEN}/x", f"http://a b/bot{TOKEN}/x", f"http://x:99999/bot{TOKEN}/x"):
        with pytest.raises(NetworkError) as failure:
            asyncio.run(ask(url))
        assert says_nothing(failure.value), url


def test_no_answer_in_time_may_have_been_carried_out() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.sleep(1)
        writer.close()

    with pytest.raises(TimedOut) as failure:
        asked(answer, read_timeout=0.1)
    assert not isinstance(failure.value, NotSentError)
    assert says_nothing(failure.value)


@pytest.mark.parametrize(
    "written", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{", b"not HTTP at all\r\n\r\n"]
)
def test_a_connection_that_breaks_may_have_been_carried_out(written: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(written)
        await writer.drain()
        writer.close()

    with pytest.raises(NetworkError) as failure:
        asked(answer)
    assert not isinstance(failure.value, NotSentError | TimedOut)
    assert says_nothing(failure.value)


def test_a_request_before_the_pool_is_open_is_our_own_fault() -> None:
    with pytest.raises(RuntimeError, match="not open"):
        asyncio.run(AiohttpRequest().do_request("http://127.0.0.1/", "GET"))


def test_opening_and_closing_twice_does_no_harm() -> None:
    async def scene() -> None:
        request = AiohttpRequest()
        await request.initialize()
        await request.initialize()
        await request.shutdown()
        await request.shutdown()

    asyncio.run(scene())
