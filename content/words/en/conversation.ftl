# Beyond text: files, reactions, taking back, pauses, quick words, and to whom one writes.

die =
    { $game ->
        [die] { $emoji } The die shows { $value }.
        [dart] { $emoji } The dart scores { $value } of 6.
        [bowling] { $emoji } The bowling ball scores { $value } of 6.
        [basketball] { $emoji } The ball { $value ->
            [4] goes in.
            [5] goes in.
           *[other] misses.
        }
        [football] { $emoji } The ball { $value ->
            [3] goes in.
            [4] goes in.
            [5] goes in.
           *[other] misses.
        }
       *[other] { $emoji } It came to { $value }.
    }
file-name =
    { $kind ->
        [photo] picture
        [voice] voice note
        [audio] recording
        [video] video
        [video_note] video message
        [animation] moving picture
        [sticker] sticker
       *[document] document
    }
file-refused =
    { $why ->
        [too_large] I could not pass this file on: it is too large for me. I can pass on files of up to 20 megabytes. Can you send a smaller one?
        [archive] I could not pass this file on: it packs other files, and I cannot look inside safely. Please send the files one by one.
        [executable] I could not pass this file on: it can run as a programme, and that could harm a phone or computer.
        [unknown_type] I could not pass this file on: I do not know this kind, so I cannot take out what it may tell about you. A photo or a PDF works.
        [protected] I could not pass this file on: it has a password, so I cannot take out what it may tell about you. Please send one without a password.
        [has_macros] I could not pass this file on: it holds small programmes (macros). Please save it as a PDF and send that.
        [old_format] I could not pass this file on: this older kind keeps names where I cannot take them out. Please save it as a PDF and send that.
        [contact] I could not pass this file on: it holds contact details or a calendar entry.
        [gone] I could not pass this file on: Telegram does not have it any more. Please send it once more.
       *[other] I could not pass this file on: it seems to be damaged. Please send it once more, or as a photo or PDF.
    } Nobody else has seen it.
not-passed-on =
    { $kind ->
        [contact] I have not passed on this contact card: it shows a name, a telephone number and an account.
        [location] I have not passed on this location: it shows where you are.
        [venue] I have not passed on this place: it can show where you are.
        [poll] I have not passed on this poll: I cannot count its answers. Please write your question in words.
        [checklist] I have not passed on this list: I cannot keep it the same for both of you. Please write it in words.
        [story] I have not passed on this story: it shows whose it is.
        [game] I have not passed on this game: it shows who plays.
       *[other] I have not passed on this: I do not know how to do that without showing who you are.
    } If it was about an emergency, call your emergency number.
left-out =
    { $what ->
        [quote] I leave out the part of another chat that your words answer.
        [account] I leave out the link to an account in your words.
       *[both] I leave out the part of another chat that your words answer, and the link to an account.
    } It could show who somebody is.
reacted = { $name } reacts with { $emoji }
reacted-otherwise =
    { $kind ->
        [several] { $name } reacts with { $emoji }
       *[custom] { $name } reacts with a picture that I cannot show.
    }
contact-ask =
    { $kinds ->
        [phone] There seems to be a telephone number in this.
        [email] There seems to be an e-mail address in this.
        [address] There seems to be an address in this.
        [handle] There seems to be an account name in this.
        [telegram_link] There seems to be a link to an account in this.
        [full_name] There seems to be a full name in this.
        [bank] There seem to be bank details in this.
       *[several] There seem to be personal details in this.
    } I have not sent it to { $name } yet. With it, { $name } could find you outside this chat. Do you want to send it as it is? You can also edit your message above.
contact-refused =
    { $kinds ->
        [phone] There seems to be a telephone number in this.
        [email] There seems to be an e-mail address in this.
        [address] There seems to be an address in this.
        [handle] There seems to be an account name in this.
        [telegram_link] There seems to be a link to an account in this.
        [full_name] There seems to be a full name in this.
        [bank] There seem to be bank details in this.
       *[several] There seem to be personal details in this.
    } I have not sent it to { $name }: in this programme, such details are not shared. Please edit your message above and take them out. Then I send it.

waits-for-pause =
    { $mine ->
        [yes] You have paused with { $name }. I keep this, and { $name } gets it when you go on. If it is about an emergency, call your emergency number.
       *[no] { $name } is taking a break. I keep this, and { $name } gets it afterwards. If it is about an emergency, call your emergency number.
    }
kept-for-you =
    { $count ->
        [one] It is good to see you again. One message from { $names } waits for you. Would you like to read it?
       *[other] It is good to see you again. { $count } messages from { $names } wait for you. Would you like to read them?
    }
kept-passed-on =
    { $count ->
        [one] { $name } is back and has your message now.
       *[other] { $name } is back and has your { $count } messages now.
    }
written-then =
    { $count ->
        [one] { $name } wrote this on { $first }. It waited for you:
       *[other] { $name } wrote these { $count } messages between { $first } and { $last }. They waited for you:
    }
last-message = About the last message you sent:
arrived =
    { $state ->
        [arrived_at] Yes. { $name } has had it since { $at }. I cannot see whether it has been read.
        [on_its_way] It is on its way to { $name }. I will tell you if it does not arrive.
        [kept] Not yet. I keep it, and { $name } gets it later.
        [held] Not yet. I have asked you something about it first: see above.
        [waiting] Not yet. Someone of the team looks at it first.
       *[failed] No. { $name } has not seen it. Please send it again, or write it differently.
    }
arrived-nowhere-yet = Not yet. I have asked you to whom I shall send it: see above.
nothing-sent = You have not sent anything yet.
taken-back = I have taken it back. { $name } does not see it any more, but may have read it before.
taken-back-unsent = It stays here. Nobody else has seen it.
twin-may-remain = The line was bad when I sent this, so { $name } may have got it twice. One of the two may remain.
not-taken-back = I could not take that back for { $name }: Telegram does not let me remove it any more. That may be because it is more than two days old.
take-back-how = To take a message back, reply to it with /unsend. Or press your people below, then "Take back my last message".

menu-write-to =
    { $open ->
        [yes] ✅ Writing to { $name }{ $team ->
            [me] , as the team
            [them] { " " }(team)
           *[no] { "" }
        }
       *[no] ✏️ Write to { $name }{ $team ->
            [me] , as the team
            [them] { " " }(team)
           *[no] { "" }
        }
    }
writing-to =
    You are writing to <b>{ $name }</b>{ $team ->
        [me] , as a member of the team,
        [them] { " " }of the team
       *[no] { "" }
    } now. To write to somebody else, press a name below, or reply to one of their messages.
placeholder-to = To { $name }

conversation =
    { $state ->
        [paused_by_me] <b>{ $name }</b>: you have paused. I keep what you write to each other until you go on.
        [paused] <b>{ $name }</b> is taking a break. I keep what you write until then.
        [muted] <b>{ $name }{ $team ->
            [me] , as the team
            [them] { " " }(team)
           *[no] { "" }
        }</b>: messages come without a sound until { $until }.
       *[open] <b>{ $name }{ $team ->
            [me] , as the team
            [them] { " " }(team)
           *[no] { "" }
        }</b>: you can write to each other.
    }
paused = Paused. I keep what you and { $name } write until you go on. Shall I tell { $name } something?
resumed =
    { $count ->
        [0] You and { $name } can write to each other again.
        [one] You and { $name } can write to each other again. One message that waited is on its way.
       *[other] You and { $name } can write to each other again. { $count } messages that waited are on their way.
    }
resumed-to-other = { $name } is back. You can write to each other again.
still-on-a-break =
    You have paused with { $name } for a while. That is all right, for as long as you need it. { $count ->
        [0] Nothing waits for either of you.
        [one] One message waits.
       *[other] { $count } messages wait.
    } Would you like to go on?
still-paused = Thank you. { $name } is still taking a break. I keep what you write until then.
mute-until-when = How long shall messages from { $name } come without a sound?
muted = Messages from { $name } come without a sound until { $until }. Shall I tell { $name } something?
unmuted = Messages from { $name } come with a sound again.
told-by-other =
    { $what ->
        [rest] { $name } needs a rest and will be back. It is nothing you did. I keep what you write until then.
        [pause] { $name } is taking a break for a while. I keep what you write until then.
        [slow] { $name } may be slow to answer for some days. It is nothing you did.
       *[change] { $name } has asked for another match. That happens, and nobody is to blame. The people who run the programme will write to you.
    }
other-told =
    { $told ->
        [yes] I have told { $name }.
       *[no] All right. I tell { $name } nothing.
    }
change-sure =
    { $role ->
        [mentor] Would you rather support somebody else than { $name }? That is all right: not every match fits, and nobody is to blame. I ask the people who run the programme. They may want to talk with you first.
       *[mentee] Would you like another mentor than { $name }? That is all right: not every match fits, and nobody is to blame. I ask the people who run the programme. They may want to talk with you first.
    }
change-asked = I have asked for a different match. Until then you can go on with { $name }, or pause. Shall I tell { $name } something?
change-to-team = <b>{ $name }</b> ({ $role }) asks for a different match. So far with { $other }.

topic-name =
    { $state ->
        [ended] { $name } (ended)
       *[open] { $name }
    }
topics-refused = Telegram does not let me make a topic for each conversation at the moment. Everything goes on here, with the name on each message.

quick-words-on = Here are your quick words. One press sends one to your conversation. "Menu" brings your usual buttons back.
quick-words-off = Here are your usual buttons.
quick-words-change = Would you like other words on the buttons?
quick-words-asked = Please write your own quick words, each on a line of its own. There is room for { $most }.
quick-words-do-not-fit = That does not fit on the buttons. Please write at most { $most } lines, each with at most { $longest } letters.
quick-word =
    { $number ->
        [1] Yes
        [2] No
        [3] I am tired
        [4] Slower, please
        [5] Can you say that again?
        [6] Please call me later
       *[0] { $words }
    }
menu-back = ↩️ Menu

button-show-kept = Yes, show me
button-take-back = Take back my last message
button-did-it-arrive = Did it arrive?
button-pause = Pause with { $name }
button-go-on = Go on with { $name }
button-mute = No sound from { $name }
button-unmute = Sound on again for { $name }
button-mute-for =
    { $length ->
        [night] Until tomorrow morning
        [three_days] For three days
       *[week] For a week
    }
button-tell =
    { $what ->
        [rest] Tell { $name }: I need a rest
        [pause] Tell { $name } only that I pause
        [slow] Tell { $name }: I may be slow to answer
        [change] Tell { $name } that I have asked
       *[nothing] Tell { $name } nothing
    }
button-change =
    { $role ->
        [mentor] A different match, please
       *[mentee] A different mentor, please
    }
button-change-for-sure = Yes, please ask
button-quick-words = Quick words
button-edit-quick-words = My own words
button-usual-quick-words = The usual words
command-unsend = Take back a message (as a reply to it)
