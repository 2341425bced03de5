"""What people send, stuffed: real messages, files, taps and reactions with a mark in every other field."""

from collections.abc import Callable
from random import Random
from typing import Any

from bot.domain.buttons import Action, decode
from bot.sandbox import actions
from bot.sandbox.accounts import Json
from bot.sandbox.attachments import Media, content_of
from bot.sandbox.files import FileKind
from bot.sandbox.messages import CAPTIONED, Message
from bot.sandbox.reactions import REACTIONS
from bot.sandbox.sandbox import Sandbox
from tests.leaks import stuffing
from tests.leaks.accounts import TURNS, Account, kinds_of_updates
from tests.leaks.marking import marked_fields
from tests.leaks.newer import UNKNOWN_KIND, next_years
from tests.leaks.wording import words
from tests.support.planted.everything import EVERYTHING, Planted, told_of

_COMMANDS = ("/me", "/help", "/unsend", "/unknown_command", "/start")
# Nobody leaves, pauses or takes another name: then nothing would cross. Who somebody really is, a supervisor
# may ask with a reason (that it can be seen then is tested by itself). And what somebody tells the team in
# confidence about somebody else is the team's to read as it was written.
_NOT_TAPPED = frozenset(
    {Action.LEAVE, Action.LEAVE_FOR_SURE, Action.CHANGE_NAME, Action.DECLINE_MATCH, Action.WHO_IS_THIS}
    | {Action.WORRIED, Action.WORRIED_ABOUT, Action.NOT_RIGHT, Action.NOT_RIGHT_ABOUT}
    | {Action.PAUSE, Action.MUTE, Action.MUTE_FOR, Action.CHANGE_MATCH, Action.CHANGE_FOR_SURE}
)
_NAMELESS = frozenset({FileKind.PHOTO, FileKind.VOICE, FileKind.VIDEO_NOTE, FileKind.STICKER})
_RECENT = 40  # bubbles of a chat that somebody replies or reacts to


class Sender:
    """Sends one thing after another; everything runs in the thread of the local Telegram.

    `everybody` are the accounts with how often each sends something.
    """

    def __init__(self, everybody: dict[str, tuple[Account, int]], seed: int) -> None:
        self._accounts = [account for account, _ in everybody.values()]
        self._weights = [weight for _, weight in everybody.values()]
        self._chance = Random(seed)
        self._ways: dict[Callable[[Sandbox, Account], None], int] = {  # with how often each is taken
            self._say: 32,
            self._file: 26,
            self._card: 12,
            self._notice: 3,
            self._album: 3,
            self._edit: 8,
            self._react: 6,
            self._tap: 6,
            self._key: 3,
            self._command: 2,
            self._membership: 2,
            self._elsewhere: 5,
        }
        self._kinds = [kind for kind in kinds_of_updates() if kind not in stuffing.HANDLED]
        self._decks: dict[str, list[str]] = {"cards": [], "notices": [], "beside": []}
        self.sent = 0
        self.fields: set[str] = set()  # dotted paths that held a mark

    def send(self, box: Sandbox, count: int) -> None:
        """So many updates, of whoever's turn it is."""
        until = self.sent + count
        while self.sent < until:
            (account,) = self._chance.choices(self._accounts, self._weights)
            (send,) = self._chance.choices(list(self._ways), list(self._ways.values()))
            send(box, account)

    # what is done

    def _say(self, box: Sandbox, account: Account) -> None:
        text, entities = words(self._chance, account, self.sent)
        self._post(box, account, {"text": text, "entities": entities})

    def _file(self, box: Sandbox, account: Account) -> None:
        planted = self._chance.choice(list(EVERYTHING.values()))
        kind = self._chance.choice([planted.kind, planted.kind, FileKind.DOCUMENT])
        self._post(box, account, self._content(box, account, planted, kind))

    def _card(self, box: Sandbox, account: Account) -> None:
        """What is neither words nor a file: a card, perhaps two at the same time, perhaps with a notice."""
        names = self._dealt("cards", stuffing.CARDS, self._chance.choice((1, 1, 1, 2)))
        names += self._dealt("notices", stuffing.NOTICES, self._chance.choice((0, 0, 1)))
        self._post(box, account, {}, instead=names)

    def _notice(self, box: Sandbox, account: Account) -> None:
        """What Telegram says of a chat, or whatever else a message may hold."""
        self._post(box, account, {}, instead=self._dealt("notices", stuffing.NOTICES, 1))

    def _album(self, box: Sandbox, account: Account) -> None:
        album = f"{account.marks.word('message.media_group_id')}{self.sent}"
        for name in self._chance.choices(["jpeg", "video"], k=2):
            content = self._content(box, account, EVERYTHING[name], EVERYTHING[name].kind)
            self._post(box, account, content, extra={"media_group_id": album})

    def _edit(self, box: Sandbox, account: Account) -> None:
        """New words for one's own message, or another file."""
        own = [each for each in self._bubbles(box, account) if each.sender_id == account.talker.id]
        if not own:
            return
        message = self._chance.choice(own)
        if message.kind in {"photo", "document"} and not message.album and self._chance.random() < 0.5:
            planted = self._chance.choice(list(EVERYTHING.values()))
            content = self._content(box, account, planted, FileKind.DOCUMENT)
        elif message.kind == "text" or message.kind in CAPTIONED:
            text, entities = words(self._chance, account, self.sent)
            where = ("text", "entities") if message.kind == "text" else ("caption", "caption_entities")
            content = {**message.content, where[0]: text, where[1]: entities}
        else:
            return
        actions.replace(box, message, content)
        self._stuff_last(box, account)

    def _react(self, box: Sandbox, account: Account) -> None:
        bubbles = self._bubbles(box, account)
        if not bubbles:
            return
        emoji = {"type": "emoji", "emoji": self._chance.choice(sorted(REACTIONS))}
        custom = {
            "type": "custom_emoji",
            "custom_emoji_id": account.marks.word("message_reaction.new_reaction.custom_emoji_id"),
        }
        after = self._chance.choice([[], [emoji], [emoji], [custom], [emoji, custom], [{"type": "paid"}]])
        reacted_to = [each for each in bubbles if account.talker.id in each.reactions]
        again = reacted_to and self._chance.random() < 0.4  # a change of mind tells what was there before
        message = self._chance.choice(reacted_to if again else bubbles)
        if message.reactions.get(account.talker.id, []) != after:
            actions.react_with(box, account.talker.person, message, after)
            self._stuff_last(box, account)

    def _tap(self, box: Sandbox, account: Account) -> None:
        found = [
            (message, button["callback_data"])
            for message in self._bubbles(box, account)
            for row in (message.keyboard or {}).get("inline_keyboard", [])
            for button in row
            if (press := decode(button.get("callback_data", ""))) and press.action not in _NOT_TAPPED
        ]
        if found:
            message, data = self._chance.choice(found)
            if self._chance.random() < 0.05:
                data = account.marks.word("callback_query.data")
            actions.tap_data(box, account.talker.person, message, data)
            self._stuff_last(box, account)

    def _key(self, box: Sandbox, account: Account) -> None:
        chat = box.private_chat(account.talker.bot, account.talker.person)
        rows = (chat.keyboard or {}).get("keyboard", [])
        labels = [key["text"] for row in rows for key in row]
        if labels:
            self._post(box, account, {"text": self._chance.choice(labels)}, is_answer=False)

    def _command(self, box: Sandbox, account: Account) -> None:
        text = self._chance.choice(_COMMANDS)
        marks = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        if text == "/start":
            text += f" {account.marks.word('message.text (a link of Start)')}"
        self._post(box, account, {"text": text, "entities": marks}, is_answer=text == "/unsend")

    def _membership(self, box: Sandbox, account: Account) -> None:
        """The bot was blocked or let back in."""
        shape = account.other("my_chat_member", self._turn())
        status = self._chance.choice(["member", "member", "kicked"])
        bot = account.talker.bot.as_user()
        member = {**shape["new_chat_member"], "status": status, "user": bot, "until_date": 0}
        real = {"new_chat_member": member}
        body = {**shape, **stuffing.frame(account), **real}
        self._put(box, {"my_chat_member": body})

    def _elsewhere(self, box: Sandbox, account: Account) -> None:
        """In a group or a channel, in a business chat, or in a way that the bot did not ask for."""
        kind = self._chance.choice([*self._kinds, "message", "edited_message", "message", UNKNOWN_KIND])
        if kind == UNKNOWN_KIND:
            self._put(box, {kind: {**next_years(account.marks, kind), **stuffing.frame(account)}})
        elif kind in stuffing.HANDLED:
            text, entities = words(self._chance, account, self.sent)
            there = {
                **account.message(self._turn())["chat"],
                "type": self._chance.choice(["supergroup", "channel"]),
            }
            body = stuffing.frame(account) | {
                "chat": there,
                "text": text,
                "entities": entities,
                "message_id": 5,
            }
            self._put(box, {kind: body | {"date": 1_790_000_000}})
        else:
            self._put(box, {kind: account.other(kind, self._turn())})

    # how it is done

    def _content(self, box: Sandbox, account: Account, planted: Planted, kind: FileKind) -> Json:
        about = told_of(kind)
        if kind not in _NAMELESS:
            about["file_name"] = account.marks.word(f"message.{kind.value}.file_name") + planted.suffix
        caption, entities = words(self._chance, account, self.sent)
        has_caption = kind.value in CAPTIONED and self._chance.random() < 0.7
        thumbnail = EVERYTHING["jpeg"].data if kind in {FileKind.VIDEO, FileKind.DOCUMENT} else b""
        media = Media(kind, planted.data, about, caption if has_caption else "", None, thumbnail)
        content = content_of(box, media)
        return content | ({"caption_entities": entities} if has_caption else {})

    def _post(
        self,
        box: Sandbox,
        account: Account,
        content: Json,
        *,
        extra: Json | None = None,
        instead: list[str] | None = None,
        is_answer: bool = True,
    ) -> None:
        """Put it into the chat, perhaps as a reply with a quote, and offer it stuffed."""
        chat = box.private_chat(account.talker.bot, account.talker.person)
        chat.is_started = True
        bubbles = self._bubbles(box, account)
        copies = [each for each in bubbles if "note" in each.text and each.sender_id != account.talker.id]
        among = copies if copies and self._chance.random() < 0.7 else bubbles
        target = self._chance.choice(among) if among and is_answer and self._chance.random() < 0.6 else None
        quote = self._quoted(target) if target is not None and target.text else None
        message = box.post(
            chat,
            account.talker.person,
            content,
            extra=extra,
            reply_to=target.id if target else 0,
            quote=quote,
        )
        shown = box.show(message)
        self._put(box, {"message": self._stuffed(account, shown, instead or [], is_answer=is_answer)})

    def _quoted(self, target: Message) -> Json | None:
        if self._chance.random() < 0.5:
            return None
        text = target.text.splitlines()[-1]
        return {"text": text, "position": 0, "is_manual": True, "entities": target.entities}

    def _stuffed(self, account: Account, shown: Json, instead: list[str], *, is_answer: bool = True) -> Json:
        names = self._dealt("beside", stuffing.BESIDE, self._chance.choice((0, 2, 4, 8))) if is_answer else []
        shape = account.message(self._turn())
        return stuffing.message(account, shown, shape, [*names, *instead])

    def _stuff_last(self, box: Sandbox, account: Account) -> None:
        """Stuff the update that was just offered, before the bot asks for it."""
        body: Any = box.queues[account.talker.bot.id].pending[-1].body
        kind = next(name for name in body if name != "update_id")
        if kind == "edited_message":
            body[kind] = self._stuffed(account, body[kind], [])
        else:
            shape, real = account.other(kind, self._turn()), dict(body[kind])
            if kind == "callback_query":
                real["message"] = {**shape["message"], **real["message"]}
                del real["chat_instance"]  # the marked one takes its place
            body[kind] = {**shape, **real, **stuffing.frame(account, kind)}
        self._note(body)

    def _put(self, box: Sandbox, update: Json) -> None:
        actions.inject(box, self._accounts[0].talker.bot, update)
        self._note(update)

    def _note(self, update: Json) -> None:
        self.sent += 1
        self.fields.update(marked_fields(update))

    def _dealt(self, deck: str, names: list[str], count: int) -> list[str]:
        """So many of the names, each as often as every other."""
        if len(self._decks[deck]) < count:
            self._decks[deck] += self._chance.sample(names, len(names))
        dealt, self._decks[deck] = self._decks[deck][:count], self._decks[deck][count:]
        return dealt

    def _bubbles(self, box: Sandbox, account: Account) -> list[Message]:
        chat = box.private_chat(account.talker.bot, account.talker.person)
        return list(chat.messages.values())[-_RECENT:]

    def _turn(self) -> int:
        return self._chance.randrange(TURNS)
