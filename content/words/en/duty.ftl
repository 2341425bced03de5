# Duty, the team's lists, and the crisis lines that a coordinator stands by. Written by us.

duty =
    { $count ->
        [0] <b>Nobody is on duty now.</b>{ $with_next ->
            [yes] {" "}The next one comes on { $next }.
           *[no] {" "}Nobody comes on in the next two weeks.
        }
       *[other] On duty now: <b>{ $names }</b>
    }

    Hours without anyone in the coming week:
    { $lines }
duty-gap-line = • { $since } to { $until }
no-gaps = • none
duty-changed =
    { $on ->
        [yes] You are on duty until { $until }, or until you say otherwise.
       *[no] You are off duty. From { $until } the rota counts again.
    }
nobody-on-duty = <b>{ $name }</b> has gone off duty, and nobody is on duty now. The rota counts again from { $until }.
holiday-kept = Have a good time. You are off duty from { $since } to { $until }.
nobody-to-swap = You have no shift coming, or there is no other supervisor.
swap-with-whom = Your next shift is from { $since } to { $until }. Who could take it?
swap-asked = Could you take the shift of <b>{ $name }</b> from { $since } to { $until }?
swap-waits = I have asked { $name }. Until they say yes, the shift is yours.
swapped =
    { $mine ->
        [yes] Thank you. The shift of { $name } from { $since } to { $until } is yours.
       *[no] <b>{ $name }</b> takes your shift from { $since } to { $until }.
    }
gaps-ahead =
    In the next three days nobody is on duty at these hours:
    { $lines }

    Please ask who can. People are told honestly when nobody is there.
concerns =
    { $count ->
        [one] One concern waits. It did not ring.
       *[other] { $count } concerns wait. They did not ring. The { $shown } oldest:
    }
week =
    <b>The last seven days</b>

    Alerts: 🔴 { $emergency } · 🟠 { $urgent } · 🟡 { $concern }
    Not resolved: { $open }
    { $with_wait ->
        [yes] Until one was taken on: { $wait } minutes (median)
       *[no] None was taken on.
    }
    Noted without an alert: { $notes }
    Could not be checked (files, other languages, failures): { $unscanned }

    False alarms among resolved alerts, by rule:
    { $lines }
week-rule = • { $rule }: { $false } of { $total }
week-no-rules = • none yet
crisis-lines-to-check =
    <b>What people in { $country } are shown</b>

    { $lines }

    { $confirmed ->
        [yes] Confirmed on { $at }.
       *[no] <b>Not confirmed yet.</b>
    } Please try each number or page, and then confirm. If one is wrong, tell whoever runs the computer.
crisis-line-to-check = • { $name }: { $number } ({ $hours }; read { $read_on }{ $official ->
        [yes] {""}
       *[no] , not on its own page
    })
crisis-lines-confirmed = Thank you. The lines for { $country } count as confirmed from today.
crisis-lines-old =
    Please check the crisis lines for { $country } (press <b>Team</b>, then <b>Crisis lines</b>). { $count ->
        [0] They have not been confirmed, or it was more than a year ago.
       *[other] { $count } of them were read more than a year ago.
    }
button-duty = 🗓 Duty
button-on-duty = I am on duty now
button-off-duty = I am off duty now
button-holiday =
    { $days ->
        [one] Away tomorrow
       *[other] Away for { $days } days from tomorrow
    }
button-swap = Somebody else takes my next shift
button-take-shift = Yes, I take it
button-week = 📊 The week
button-crisis-lines = ☎️ Crisis lines
button-confirm-lines = I have checked them
