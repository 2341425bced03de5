"""Neither side ever sees the other's account: looked for in every request to either chat."""

from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from tests.support.programme import Programme


def sent_to(programme: Programme, person: Talker) -> str:
    """Everything the bot ever asked Telegram to show in this person's chat."""
    sent = [
        request.as_bytes().decode("utf-8", "replace").replace(f"chat_id\n{person.id}", "")
        for request in programme.telegram.requests()
        if str(request.params.get("chat_id")) == str(person.id)
    ]
    return "\n".join(sent)


def traces(person: Talker) -> list[str]:
    """What would show somebody's account."""
    account = person.person
    return [account.first_name, account.last_name or "", account.username or "", str(account.id)]


def test_a_whole_acquaintance_shows_nothing_of_anybodys_account(programme: Programme) -> None:
    telegram = programme.telegram
    rosalind = telegram.person("Rosalind", last_name="Keane", username="rosalind_keane_77")
    benedict = telegram.person("Benedict", last_name="Oyelaran", username="b_oyelaran")
    samantha = telegram.person("Samantha", last_name="Whitlock", username="sam_whitlock")
    rosa = programme.joins("Rosa", Role.MENTEE, rosalind)
    ben = programme.joins("Ben", Role.MENTOR, benedict)
    sam = programme.joins("Sam", Role.SUPERVISOR, samantha)
    programme.matches("Rosa", "Ben", accepted=None)
    rosa.taps("Yes, gladly")
    ben.taps("Yes, gladly")
    ben.sees("You can talk now: Rosa")
    rosa.sees("You can talk now: Ben")

    said = rosa.says(
        "Me: hello", [{"type": "text_mention", "offset": 0, "length": 2, "user": rosa.person.as_user()}]
    )
    copy = ben.sees("Me: hello")
    ben.replies_to(copy, "Hello yourself", quote="hello")
    rosa.sees("Hello yourself")
    rosa.replies_to(said, "My own words again")
    ben.sees("My own words again")
    rosa.edits(said, "Me: hello there")
    ben.sees_edit("hello there")
    rosa.sends_contact()
    rosa.sees("I have not passed on this contact card")
    rosa.sends_photo("my walk")
    ben.sees("my walk")
    rosa.reacts(next(each for each in rosa.bubbles if "Hello yourself" in each.text), "👍")
    rosa.taps("🆘 I need help now")
    sam.sees("Rosa (mentee)")
    ben.blocks_bot()
    programme.settles()
    rosa.says("Are you there?")
    rosa.sees("Ben has not seen your message")
    ben.unblocks_bot()
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    ben.sees("Rosa has left")

    everybody = (rosa, ben, sam)
    for reader in everybody:
        shown = sent_to(programme, reader)
        assert "Do you agree?" in shown
        for other in everybody:
            if other is not reader:
                assert [trace for trace in traces(other) if trace in shown] == []


def test_the_bots_own_words_to_somebody_hold_nothing_of_their_account_either(programme: Programme) -> None:
    rosa = programme.joins(
        "Rosa", Role.MENTEE, programme.telegram.person("Rosalind", username="rosalind_keane_77")
    )
    rosa.taps("👤 About me")
    rosa.sees("You are called Rosa here")
    assert [trace for trace in traces(rosa) if trace and trace in sent_to(programme, rosa)] == []
