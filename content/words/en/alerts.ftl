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
        [unprocessed] Something they sent could not be handled, and nobody has read it.
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
    { $with_why ->
        [no] {""}
       *[yes] Why: { $why } <i>({ $source_of_rule })</i>
    }
    { $carded ->
        [yes] Done so far: they were shown at once where to find help.
       *[no] Done so far: nothing was sent to them.
    } For them it is { $local }.

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
        }
    }
alert-taken =
    Alert { $number } { $state ->
        [acknowledged] has been taken on by { $owner } already.
       *[resolved] is resolved already.
    }
outside-alert = Alongside: alert { $number } ({ $grade }) has not been acknowledged. Please look into Telegram now.
button-acknowledge = ✅ I am taking this on
