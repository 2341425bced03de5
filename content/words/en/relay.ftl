# Matches and the conversation between the two.

proposal-to-mentee =
    There may be a mentor for you: <b>{ $name }</b>. Would you like to talk with { $name }? Take your time. Saying no is fine and hurts nobody.
proposal-to-mentor =
    There is someone you could support: <b>{ $name }</b>. Would you like to talk with { $name }? Take your time. Saying no is fine and hurts nobody.
proposal-reminder =
    May I ask once more? Would you like to talk with <b>{ $name }</b>? Both answers are fine.
proposal-accepted = Thank you. As soon as { $name } has said yes too, I will tell you.
proposal-declined = Thank you for telling me. That is quite all right. The people who run the programme will look for something that fits better.
proposal-declined-to-team = A match did not come about: { $mentee } (mentee) and { $mentor } (mentor). One of them said no, and that is fine. Please look for another one.
proposal-over = It will not be { $name } after all. That says nothing about you. The people who run the programme will look for somebody else.
introduction-to-mentee =
    You can talk now: <b>{ $name }</b> is your mentor, someone who has been there too.

    Just write below. { $name } sees your words and the name you chose, nothing else. A good first question: how did it start for you?
introduction-to-mentor =
    You can talk now: <b>{ $name }</b> is looking forward to hearing from you.

    Just write below. { $name } sees your words and the name you chose, nothing else. If you support several people, reply to one of their messages, or I will ask you to whom. A good beginning: say who you are, and ask how things are today.
match-ended = { $name } has left the programme. That is nothing you did. The people who run the programme know about it and are there for you.

name-line =
    { $team ->
        [yes] { $name } · from the team
       *[no] { $name }
    }
no-match-yet =
    { $role ->
        [mentee] I have not passed that on, because you do not have a mentor yet. I will tell you as soon as you do. If you are in danger, call your emergency number.
        [carer] I have not passed that on, because you do not have a mentor yet. I will tell you as soon as you do. If you are in danger, call your emergency number.
        [mentor] I have not passed that on, because nobody is matched with you at the moment.
        [facilitator] I have not passed that on, because nobody is matched with you at the moment.
       *[other] I have not passed that on: from here you cannot write to anyone yet. Please reach people the way your programme has agreed.
    }
to-whom =
    { $grave ->
        [yes] Nobody you write with here has seen this yet. To whom shall I send it?
       *[no] To whom shall I send this? Next time you can also reply to one of their messages: then I know.
    }
to-whom-now =
    { $grave ->
        [yes] Your conversation with { $name } has ended, and nobody you write with here has seen this yet. To whom shall I send it?
       *[no] Your conversation with { $name } has ended. To whom shall I send this?
    }
to-whom-reminder = I have not sent this yet, because I do not know to whom. Please press a name under my question above. "Do not send it" works as well.
conversation-closed = I have not sent this: your conversation with { $name } is closed.
send-to =
    To { $name }{ $team ->
        [me] , as the team
        [them] { " " }(team)
       *[no] { "" }
    }
sent-to = Sent to { $name }.
more-wait =
    { $count ->
        [one] One message above still waits for you to say to whom. Shall it go to the same person?
       *[other] { $count } messages above still wait for you to say to whom. Shall they all go to the same person?
    }
sent-together =
    { $count ->
        [one] I have sent it to { $name }.
       *[other] I have sent these { $count } messages to { $name }.
    }
kept-unsent = All right. I have not sent it.
already-sent = That has already been taken care of.
not-delivered-blocked =
    { $count ->
        [one] { $name } has not seen your message.
       *[other] { $name } has not seen your last { $count } messages.
    } I cannot reach { $name } at the moment. I keep what you write and offer it to { $name } later. The people who run the programme have been told. If it was about an emergency, call your emergency number.
not-delivered-left =
    { $count ->
        [one] { $name } has not seen your message.
       *[other] { $name } has not seen your last { $count } messages.
    } Your conversation is not open any more. If it was about an emergency, call your emergency number.
not-delivered-fault =
    { $count ->
        [one] { $name } has not seen your message.
       *[other] { $name } has not seen your last { $count } messages.
    } Telegram did not accept it. Please send it again, or write it differently.
unreachable-to-team = I cannot reach <b>{ $name }</b> ({ $role }) any more: they may have blocked the bot. Whoever writes to them is told that it does not arrive.
peer-renamed = { $old } is now called <b>{ $name }</b> here. It is the same person.
edit-too-late = I could not change that for { $name }. If it matters, please write it once more.
