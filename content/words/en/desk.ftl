# Buttons, help, and what the people who run the programme see.

how =
    { $role ->
        [mentee] <b>How this works</b>

        Whatever you write here goes to your mentor. What your mentor writes comes to you, under the name they chose.
        [carer] <b>How this works</b>

        Whatever you write here goes to your mentor. What your mentor writes comes to you, under the name they chose.
        [mentor] <b>How this works</b>

        Whatever you write here goes to the person you support. With several people, reply to one of their messages, or I will ask you to whom.
        [facilitator] <b>How this works</b>

        Whatever you write here goes to the person you support. With several people, reply to one of their messages, or I will ask you to whom.
        [supervisor] <b>How this works</b>

        You see how many people take part and how the matches stand. You do not see what people write to each other.
       *[coordinator] <b>How this works</b>

        You invite people, each with a link of their own. You see how many take part and how the matches stand. You do not see what people write to each other.
    }

    { $role ->
        [supervisor] • Your name, and how to leave: /me
        [coordinator] • Your name, and how to leave: /me
       *[other] • To change something you wrote, edit it. It changes on the other side too.
        • To answer one message, reply to it.
        • Deleting a message here does not delete it for the other person. Hearts and thumbs are not passed on yet.
        • If something does not arrive, I tell you.
        • Your name, and how to leave: /me
    }

    This is not an emergency service. In danger, call your emergency number.
me =
    You are called <b>{ $name }</b> here. The people you talk with see this name, and nothing else of your account.
my-people =
    { $role ->
        [mentor] { $count ->
            [one] You support <b>{ $names }</b>. Just write below: your words go there.
           *[other] You support <b>{ $names }</b>. To write to one of them, reply to one of their messages, or just write and I will ask you to whom.
        }
        [facilitator] { $count ->
            [one] You support <b>{ $names }</b>. Just write below: your words go there.
           *[other] You support <b>{ $names }</b>. To write to one of them, reply to one of their messages, or just write and I will ask you to whom.
        }
       *[other] Your mentor is <b>{ $names }</b>. Just write below: your words go there.
    }
my-people-waiting = I am waiting for { $names } to answer. I will tell you as soon as I know.
my-people-none =
    { $role ->
        [mentor] Nobody is matched with you at the moment. I will ask you as soon as there is someone.
        [facilitator] Nobody is matched with you at the moment. I will ask you as soon as there is someone.
       *[other] You do not have a mentor yet. I will tell you as soon as there is one.
    }
people =
    <b>People</b>

    Mentees and carers: { $mentees }
    Mentors: { $mentors }
    Team: { $team }
    On their way in: { $waiting }
    Have left: { $left }
    Cannot be reached now: { $unreachable }
matches =
    <b>Matches</b>

    Talking with each other: { $active }
    { $pairs }

    Of these on a break: { $resting }
    { $paused }

    Of these, one of the two has asked for a different match:
    { $wishing }

    Asked, waiting for an answer: { $proposed }
    { $asked }

    Mentees and carers without a match: { $unmatched }
    { $waiting }
team-desk = The team’s part of the programme:
not-for-you = That is for the people who run the programme. The buttons below are yours.
old-button = That button is from an earlier time and does nothing any more. The buttons below always work.
unknown-command = I do not know that command. Please use the buttons below.
did-not-work =
    I am sorry. Something went wrong with what you sent last, and it was not passed on. Please send it again. If it was about an emergency, call your emergency number now.
outage-to-coordinator =
    I was out of service from { $since } to { $until }. Telegram keeps what people write for 24 hours. What they wrote in the first part of that time may be lost, and they do not know it. Please ask the people you worry about.

menu-help-now = 🆘 I need help now
menu-my-people =
    { $role ->
        [mentor] 💬 My mentees
        [facilitator] 💬 My mentees
       *[other] 💬 My mentor
    }
menu-me = 👤 About me
menu-how = ❓ How this works
menu-people = 👥 People
menu-matches = 🤝 Matches
menu-invite = ✉️ Invite someone
menu-team = 🗂 Team
menu-placeholder = Write here
button-agree = Yes, I agree
button-ready = I am ready now
button-keep-name = Keep “{ $name }”
button-not-now = Not now
button-accept = Yes, gladly
button-decline = No, thank you
button-keep-unsent = Do not send it
button-change-name = Change my name
button-leave = Leave the programme
button-leave-for-sure = Yes, leave
button-stay = No, stay
button-role =
    { $role ->
        [mentee] A mentee
        [mentor] A mentor
        [carer] A carer
        [facilitator] A facilitator
        [supervisor] A supervisor
       *[coordinator] A coordinator
    }
command-menu = Show the buttons
command-help = How this works
command-me = My name, and leaving
