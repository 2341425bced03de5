# What the team sees of an alert. Written by us.

alert-card =
    { $grade ->
        [emergency] 🔴 <b>EMERGENCY</b>
        [urgent] 🟠 <b>URGENT</b>
        [concern] 🟡 <b>Concern</b>
       *[note] ⚪️ <b>Note</b>
    } · alert { $number } · { $opened }

    { $named ->
        [yes] <b>{ $name }</b> ({ $role })
       *[no] Somebody who is joining as { $role } and has not given a name yet
    }{ $with_peer ->
        [no] {""}
       *[yes] , writing with { $peer }
    }. { $source ->
        [help_now] Pressed <b>I need help now</b>. { $kind ->
            [hurt_myself] They say: I might hurt myself.
            [hurt_by_someone] They say: someone hurts me.
            [very_ill] They say: I feel very ill.
            [stuck] They say: I am stuck with the phone.
            [by_mistake] They say: pressed by mistake. Please make sure.
           *[unsaid] They have not said yet what it is.
        }
        [worry] Somebody worries about them.
        [not_right] Somebody says that something is not right.
        [not_right_team] They say that something is not right with <b>somebody from the team</b>.
        [not_right_bot] They say that something is not right with <b>this bot</b>.
        [not_right_else] They say that something is not right. It is about <b>something else</b> than the team, this bot or whom they write with.
        [not_well] Says, the day after, that they are not well.
        [unprocessed] Something they sent could not be handled, and nobody has read it.
        [someone_at_risk] Wrote that somebody else may be in danger.
        [advice] Gave advice that may be risky.
       *[distress] Wrote something that may mean they are in danger.
    } { $count ->
        [1] {""}
       *[other] { $count } such messages so far.
    }

    { $with_words ->
        [no] {""}
       *[yes] { $hidden ->
            [yes] Their words: <tg-spoiler>{ $excerpt }</tg-spoiler>
           *[no] Their words: { $excerpt }
        }
    }
    { $with_sentence ->
        [no] {""}
       *[yes] Somebody writes about it: <tg-spoiler>{ $sentence }</tg-spoiler>
    }
    { $with_why ->
        [no] {""}
       *[yes] Why: { $why } <i>({ $source_of_rule })</i>
    }
    { $carded ->
        [yes] Done so far: they were shown at once where to find help.
       *[no] Done so far: nothing was sent to them.
    } For them it is { $local }.{ $safe ->
        [yes] {" "}They have pressed “I am safe for now”; please make sure all the same.
       *[no] {""}
    }{ $cannot ->
        [yes] {" "}Their peer has said: I cannot do this now.
       *[no] {""}
    }{ $unseen ->
        [yes] {" "}<b>Whom they write with has not seen these words.</b>
       *[no] {""}
    }{ $unconfirmed ->
        [yes] {" "}The crisis lines of this country have not been confirmed by your coordinator yet.
       *[no] {""}
    }

    { $state ->
        [open] <b>Open.</b> Nobody has taken it on yet.
        [acknowledged] <b>Acknowledged</b> by { $owner }.
       *[resolved] <b>Resolved.</b> { $disposition ->
            [false_positive] It was a false alarm.
            [handled_by_mentor] The mentor dealt with it.
            [spoke_with_person] Somebody spoke with them.
            [referred] They were referred.
            [emergency_services] The emergency services were called.
           *[other] For another reason.
        }{ $with_note ->
            [yes] {" "}Note: <tg-spoiler>{ $note }</tg-spoiler>
           *[no] {""}
        }
    }
alert-taken =
    Alert { $number } { $state ->
        [acknowledged] has been taken on by { $owner } already.
       *[resolved] is resolved already.
    }
outside-alert = Alongside: alert { $number } ({ $grade }) has not been acknowledged. Please look into Telegram now.
button-acknowledge = ✅ I am taking this on

nobody-to-hand-to = There is nobody else to hand it to.
hand-to-whom = Alert { $number }: to whom?
handover-asked = <b>{ $name }</b> asks you to take over alert { $number } ({ $grade }). Its card follows. It stays with them until you accept.
handover-waits = I have asked { $name }. Alert { $number } is yours until they accept.
handover-accepted = <b>{ $name }</b> has taken over alert { $number }.
regrade-to = Alert { $number }: which grade is it really?
resolve-how = Alert { $number }: how did it end?
resolved-note = Alert { $number } is resolved. Write a note for the record, if you like.
note-words-only = I need the note as text. Please just write it.
note-kept = Thank you. The note is kept with alert { $number }.
no-note-kept = Good.
no-context = There are no messages to show for alert { $number }.
context =
    Around alert { $number }. That you have looked is recorded.

    { $lines }
context-line =
    { $this ->
        [yes] ▶️ <b>{ $at } { $name }:</b> { $words }
       *[no] { $at } { $name }: { $words }
    }{ $file ->
        [photo] {" "}[picture]
        [voice] {" "}[voice note]
        [audio] {" "}[recording]
        [video] {" "}[video]
        [video_note] {" "}[video message]
        [animation] {" "}[moving picture]
        [sticker] {" "}[sticker]
        [document] {" "}[document]
       *[other] {""}
    }{ $state ->
        [relayed] {""}
        [unsent] {" "}<i>(taken back or not sent)</i>
        [refused] {" "}<i>(not passed on)</i>
       *[held] {" "}<i>(not seen by the other side yet)</i>
    }
more-with-alert = Alert { $number }:
# Prompts: thoughts, plan, means and time frame as in NICE NG225 (2022) and the Columbia protocol (2016); FAST and the
# emergency call as in the NHS pages on stroke and sepsis (2024); safe contact as in SafeLives' guidance (2024).
conversation-prompts =
    <b>For the conversation (alert { $number })</b>

    { $danger ->
        [medical] • What exactly is happening, and since when?
            • Is anyone with you? Who can call, who can open the door?
            • Where are you now?
            • If in doubt: call the emergency number with them, and stay in touch until help is there.
        [abuse] • Is it safe to write or talk now? When is it?
            • Are you, or is a child, in danger today?
            • What would help you first? You decide about the next step.
            • Which way of reaching you is safe?
        [suicide] • Thoughts: Are you thinking of ending your life? How often, how strong?
            • Plan: Have you thought about how, where and when?
            • Means: Do you have what you would need within reach? Who could put it away?
            • Time: Is it today? What has held you back so far?
            • Who is with you, or could come?
       *[other] • How are you right now? Are you safe?
            • What has happened?
            • Who is with you, or could come?
            • What would help you first?
    }
summary =
    <b>Situation.</b> Alert { $number }, { $grade }, { $opened }. { $name } ({ $role }), kind of danger: { $danger }. { $with_words ->
        [yes] Words: “{ $excerpt }”
       *[no] There are no words of theirs.
    }

    <b>Background.</b> In the programme since { $since }. Focus: { $focus }. Earlier alerts: { $earlier }.

    <b>Assessment.</b> { $with_why ->
        [yes] { $why }
       *[no] No rule was involved.
    } My own impression: …

    <b>Recommendation.</b> { $state ->
        [open] Nobody has taken it on yet.
        [acknowledged] With { $owner }.
       *[resolved] Resolved.
    } I suggest: …
timeline =
    <b>{ $name }</b>, the newest first. No conversations are shown.

    { $lines }
timeline-event =
    { $at } · alert { $number } { $event ->
        [raised] was raised
        [joined] has one more finding
        [rang_again] rang again
        [reopened] was opened again
        [climbed] climbed a rung
        [undelivered] a card did not arrive
        [acknowledged] was taken on
        [context_opened] context was opened
        [messaged_person] the person was written to
        [messaged_peer] their peer was written to
        [handed_over] was to be handed over
        [handover_accepted] was taken over
        [released] a message was let through
        [refused] a message was not let through
        [regraded] got another grade
        [told_kind] the person said what it is
        [safe_for_now] they pressed “I am safe for now”
        [peer_cannot] their peer cannot do this now
        [sentence] a sentence was added
        [left] they left or blocked the bot
        [not_well] they are not well, the day after
        [identity_shown] identity was shown
       *[resolved] was resolved
    }
timeline-flag = { $at } · { $grade } · { $rule }
alert-list =
    { $count ->
        [0] No alert is open.
        [one] One alert is not resolved:
       *[other] { $count } alerts are not resolved. The { $shown } gravest and oldest:
    }
cannot-message = I cannot reach them here: they have left, have blocked me, or have no name yet. Please use another way; the clock goes on until something was done.
team-writes-to-you = <b>{ $name }</b> from the programme’s team is going to write to you here. What you answer to their messages goes to them alone, not to your mentor or mentee.
conversation-open = You can write to { $name } now (alert { $number }). They see your name with “from the team”. If I ask to whom, choose them; a reply to one of their messages always reaches them.
who-is-this-why =
    Alert { $number }: you are about to see who this person is. That is for emergencies. Please write why you need it.

    The coordinators are told that you asked, with your reason, and it is recorded.
who-is-this =
    Alert { $number }. <b>{ $name }</b>

    Telegram account: { $with_account ->
        [yes] { $account_name }, number { $account }
       *[no] number { $account }
    }
    Country: { $country }

    More is not known here yet.
identity-shown = <b>{ $name }</b> looked up who the person of alert { $number } is. Their reason: { $reason }
reason-short = Please write the reason in a few words, so that others can understand it later.
menu-alerts = 🔔 Alerts
button-person = { $name }
button-take-over = I am taking it over
button-grade =
    { $grade ->
        [emergency] 🔴 Emergency
        [urgent] 🟠 Urgent
       *[concern] 🟡 Concern
    }
button-disposition =
    { $disposition ->
        [false_positive] It was a false alarm
        [handled_by_mentor] The mentor dealt with it
        [spoke_with_person] We spoke with them
        [referred] They were referred
        [emergency_services] Emergency services
       *[other] Something else
    }
button-no-note = No note
button-reopen = Open again
button-resolve = ☑️ Resolve
button-more = More …
button-open-context = 💬 Open context
button-message-person = ✍️ Message them
button-message-peer = ✍️ Message the peer
button-hand-over = Hand over
button-regrade = Change the grade
button-prompts = What to ask
button-summary = Summary to copy
button-timeline = Timeline
button-who-is-this = 🔓 Who is this?
button-alert =
    { $grade ->
        [emergency] 🔴
        [urgent] 🟠
        [concern] 🟡
       *[note] ⚪️
    } { $number } · { $name } · { $waited } h{ $state ->
        [acknowledged] {" · taken on"}
       *[open] {""}
    }
peer-cannot-to-team = <b>{ $name }</b> cannot do this now (alert { $number }). They hand it to you.
button-never-mind = Never mind
