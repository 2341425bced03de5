"""getFile: where a bot can fetch what was sent to it."""

from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.refusals import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024  # "bots can download files of up to 20MB in size" (Bot API, getFile)


def get_file(call: Call) -> Json:
    """A path for an hour; refused for a file that is too big, lost, or another bot's."""
    file_id = given.text(call.params, "file_id")
    file = call.sandbox.files.named(call.bot.id, file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    path = call.sandbox.files.path_to(call.bot.id, file, call.sandbox.now().timestamp())
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": path,
    }
