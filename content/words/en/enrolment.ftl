# Joining and leaving. Written by us; plain English, short sentences, one thing at a time.

# findahelpline.com: ThroughLine's directory of helplines in over 100 countries (described by LifeLine International,
# April 2024; read 2026-11-22).
stranger =
    Hello, this is the peer-support programme { $programme }, which you can join with an invitation from its team; if life feels too hard right now, you can find someone in your country to talk to at https://findahelpline.com.

invitation-unknown =
    Hello. This link does not work here. Perhaps a piece of it was lost on the way. Please ask the person who invited you to { $programme } for a new one. If you need someone to talk to right now: https://findahelpline.com
invitation-used =
    Hello. This link has already been used. Each link works once, for one person. Please ask the person who invited you to { $programme } for a new one. If you need someone to talk to right now: https://findahelpline.com
invitation-expired =
    Hello. This link is too old to work. Please ask the person who invited you to { $programme } for a new one. If you need someone to talk to right now: https://findahelpline.com
invitation-revoked =
    Hello. This link is no longer valid. Please ask the person who invited you to { $programme } for a new one. If you need someone to talk to right now: https://findahelpline.com
invitation-made =
    Here is a link for { $role ->
        [mentee] one <b>mentee</b>
        [mentor] one <b>mentor</b>
        [carer] one <b>carer</b>
        [facilitator] one <b>facilitator</b>
        [supervisor] one <b>supervisor</b>
       *[coordinator] one <b>coordinator</b>
    }. It works once, for the next { $days ->
        [one] day
       *[other] { $days } days
    }. Send it to that person yourself:

    { $link }
invite-whom = Who is the invitation for?
role-added =
    Done. From now on you are also { $role ->
        [mentee] a mentee
        [mentor] a mentor
        [carer] a carer
        [facilitator] a facilitator
        [supervisor] a supervisor
       *[coordinator] a coordinator
    } here.
role-already =
    You are already { $role ->
        [mentee] a mentee
        [mentor] a mentor
        [carer] a carer
        [facilitator] a facilitator
        [supervisor] a supervisor
       *[coordinator] a coordinator
    } here. Nothing has changed.

consent =
    Welcome to <b>{ $programme }</b>. { $role ->
        [mentee] Here you can talk with a mentor: someone who lives well with a condition like yours.
        [carer] Here you can talk with a mentor: someone who knows what it is to care for another person.
        [mentor] Here you support people who are learning to live with a condition that you know.
        [facilitator] Here you support people who are learning to live with a condition that you know.
        [supervisor] Here you stand behind the mentors and the people they support.
       *[coordinator] Here you set the programme up and keep it running.
    }

    Please read this first.

    • You are known here by a name that you choose. Nobody you talk with sees your Telegram account, name or photo.
    • What you write is passed on by this bot and kept, encrypted. Those who run the programme’s computer hold the key.
    • Telegram, the company, could in principle read what is written to a bot: such chats are not end-to-end encrypted. Please do not write what you want nobody to see.
    • I check what people write for signs that somebody is in danger or that advice may do harm. If I find some, the programme’s team is told, and sees the words. I miss things too.
    • <b>This is not an emergency service.</b> { $cover ->
        [on_call] Somebody from the team can be called at any hour, but it may take time until they see it.
       *[office_hours] The team is there { $hours }. Outside these hours nobody may see what you write.
    } In danger, call your emergency number.
    • You can leave whenever you like, without giving a reason.

    Do you agree?
consent-first =
    I have not passed that on. Before anything else, I need your answer to this:
consent-later =
    That is fine. Nothing happens until you agree.
ask-name =
    What would you like to be called here? A first name or a made-up name is best. Please do not use your full name.

    Just write it below.
rename =
    You are called <b>{ $name }</b> here. What would you like to be called instead? Just write it below.
name-kept = You are still called <b>{ $name }</b> here.
name-sentence = That is more than a name. Please write just the name you would like, of one to three words. If you need help now, press the button above, or call your emergency number.
name-number = There is a long number in that, and it could lead to you. Please choose a name without it.
name-empty = I cannot see a name in that. Please write one, with letters.
name-long = That is a little long for me. Please choose a name of at most { $most } characters.
name-address = That looks like a link or an account. Please choose a name that does not lead to you.
name-taken = Someone here already goes by that name, or by one that looks like it. Please choose another one, or add a letter or a number.
name-words-only = I need the name as text. Please just write it.
name-changed = Good. From now on you are called <b>{ $name }</b> here.
welcome =
    Thank you, { $name }. You are now part of { $programme }.

    { $role ->
        [mentee] As soon as there is a mentor for you, I will tell you. Then you simply write here, and your words reach them.
        [carer] As soon as there is a mentor for you, I will tell you. Then you simply write here, and your words reach them.
        [mentor] As soon as somebody is to be matched with you, I will ask you. Then you simply write here, and your words reach them.
        [facilitator] As soon as somebody is to be matched with you, I will ask you. Then you simply write here, and your words reach them.
        [supervisor] The buttons below show you how things stand.
       *[coordinator] The first thing to do: press <b>Invite someone</b> below.
    }

    The large buttons below are always there.
welcome-again =
    Good to have you back, { $name }. { $role ->
        [mentee] The people who run the programme know that you are here again and need a mentor. I will tell you as soon as there is one.
        [carer] The people who run the programme know that you are here again and need a mentor. I will tell you as soon as there is one.
       *[other] The people who run the programme know that you are here again.
    }
back-to-team = <b>{ $name }</b> ({ $role }) is back and needs a match. What they could do here before as a mentor or in the team, they can do again once you invite them to it.
welcome-back = Good to see you, { $name }. The large buttons below are always there.
leave-sure =
    Do you want to leave the programme? Your conversations here would end. The people you talk with would be told that you have left, and nothing else. You can come back later, but you may then have to wait for somebody new.
left =
    You have left { $programme }. Thank you for having been here. Nothing is passed on from you or to you any more. If you change your mind, press /start.

    If things are hard right now, you can find someone to talk to at https://findahelpline.com.
stayed = Good. Everything stays as it is.
left-to-team =
    <b>{ $name }</b> ({ $role }) has left the programme. { $count ->
        [0] They were in no conversation.
       *[other] They were matched with { $others }, who has been told. Please see to them.
    }
has-left = You have left the programme, so I have not passed that on. If you would like to come back, press /start. If you need help now: your emergency number, or https://findahelpline.com.
