# What people get at once when something grave was said or a button was pressed. Written by us.
# Card and coaching follow: WHO, Preventing suicide: a resource for first responders and for peers (2023); NICE NG225
# Self-harm (2022), recommendations on supportive responses; SafeLives, guidance on safe contact (2024): nothing on the
# lock screen that names the matter. Read in stored copies on 2026-11-25.

crisis-card =
    { $danger ->
        [medical] <b>What you describe may need medical help now. Please call { $emergency }, or ask someone near you to call.</b>
        [suicide] <b>I am glad you said it. You do not have to carry this alone. If you are in danger now, please call { $emergency }.</b>
       *[other] <b>If you or someone else is in danger now, please call { $emergency }.</b>
    }

    { $country }:
    { $lines }

    This is not an emergency service. { $told ->
        [0] I could not tell anyone of the programme just now. Please do not wait for an answer here.
       *[other] { $off_duty ->
            [no] Someone from the programme’s team has been told, but may not see it at once.
           *[yes] Someone from the programme’s team has been told. They may not see it before { $seen }.
        } Please do not wait for them if it is urgent.
    }
show-large =
    Please show this to someone near you:

    <b>I NEED HELP.
    I CANNOT PHONE.
    PLEASE CALL { $emergency } FOR ME.</b>
help-what-is-it =
    { $told ->
        [0] If you can, tell me what it is, so that I can show you the right help. You need not.
       *[other] I have called the team. If you can, tell me what it is. You need not.
    }
help-by-mistake = That is fine, it happens easily. Somebody from the team may still ask how you are.
button-help-kind =
    { $kind ->
        [hurt_myself] I might hurt myself
        [hurt_by_someone] Someone hurts me
        [very_ill] I feel very ill
        [stuck] I cannot use the phone
       *[by_mistake] Pressed by mistake
    }
nobody-answered =
    Nobody from the team has answered yet. Please do not wait for them. If it is urgent, call { $emergency }.

    { $lines }
seen-by = <b>{ $name }</b> from the team has seen this.
coaching-card =
    <b>Only you see this.</b> What { $name } wrote may be serious. A supervisor is being told now, and { $name } was shown where to find help.

    { $danger ->
        [medical] • Ask: “Is anyone with you? Can you call the emergency number, or can they?”
            • Do not guess what it is, and do not say that it will pass.
            • Stay in touch until you know that somebody is with them.
        [abuse] • Say that you believe them and that it is not their fault.
            • Do not tell them what they must do, and do not contact the other person.
            • Ask: “Is it safe for you to write here?”
       *[other] • Answer soon, in your own words. Thank them for telling you.
            • You may ask it plainly: “Are you thinking of ending your life?” Asking does not plant the idea.
            • Listen. You need not solve it, and do not promise to keep it a secret.
            • Ask who could be with them now.
    }

    You are not alone with this, and it is not on you to keep them safe.
crisis-line =
    { $name }: { $number }{ $with_about ->
        [yes] {" "}({ $about })
       *[no] {""}
    }{ $with_hours ->
        [yes] {" "}({ $hours })
       *[no] {""}
    }

neutral-card =
    Thank you for writing. There is something here for you. Look at it when nobody is reading along.

    Any time: { $emergency }
crisis-lines =
    { $country }. In danger: { $emergency }

    { $lines }

    This is not an emergency service. Please do not wait for an answer here if it is urgent.
which-country = In which country are you now?
safe-noted = I am glad. The team knows, and somebody will still look. If it changes, press the large button below.
cannot-noted = That is fine, and thank you for saying so. The team takes it from here. You need not do anything.
follow-up = Hello { $name }. Yesterday was hard. How are you today?
glad-to-hear = I am glad to hear it. You can write here whenever you like.
debrief-offer = Hello { $name }. Yesterday’s conversation may have been heavy for you. Would you like to talk about it with a supervisor?
debrief-asked = <b>{ $name }</b> would like to talk with you about what happened around alert { $number }.
debrief-noted = Good. I have told the supervisors; they will write to you.
debrief-later = Good. If you want to later, tell a supervisor at any time.
noticing =
    { $role ->
        [mentor] I check what people write for signs of danger, and I miss things. If you wonder about somebody, press: you cannot be wrong in asking.
        [facilitator] I check what people write for signs of danger, and I miss things. If you wonder about somebody, press: you cannot be wrong in asking.
       *[other] If something is not right here, whatever it is, you can tell the team. The other side is not told.
    }
worried-about-whom = About whom?
not-right-about-whom = About whom, or what? Only the team hears of it.
noticed =
    Thank you. { $told ->
        [0] I could not tell anyone of the team just now. If it is urgent, please call your emergency number.
       *[other] The team has been told. Nobody else is.
    } Would you like to add a sentence? Just write it below.
noticed-sentence = Thank you. I have passed it on to the team.
noticed-nothing-more = Good. The team has what it needs.
unscanned-notice =
    { $kind ->
        [language] I cannot read this language. Nobody checks what is written in it for signs of danger. It goes to the other side as always. If you need help now, press the large button below.
       *[media] Nobody checks pictures, voice notes and other files for signs of danger. If you need help now, press the large button below.
    }
scan-fails = The check for signs of danger has failed for { $failed } of the last { $total } messages. They went their way unchecked. Please have somebody look at it now (<code>alongside doctor</code>).
outage-to-all = From { $since } to { $until } I could neither read nor answer. If you wrote or pressed something in that time and nobody has answered, please send it again. If it was urgent, please call your emergency number.
button-show-lines = Show
button-show-large = Show this to someone near you
button-change-country = Not in { $country }? Change
button-safe-for-now = I am safe for now
button-cannot-now = I cannot do this now
button-all-right = I am all right
button-not-well = Not well
button-debrief = Yes, please
button-no-debrief = Not now, thank you
button-worried = 💛 I am worried about them
button-not-right = ⚠️ Something is not right here
button-subject =
    { $subject ->
        [team] Somebody from the team
        [bot] This bot
       *[else] Anything else
    }
button-no-sentence = No, that is all
button-chat = 💬 { $name }

help-pinned =
    <b>If you need help now</b> ({ $country }): { $emergency }

    { $lines }

    These numbers work even if I do not answer. The button below calls the team.
safety-plan =
    <b>Your own plan, in your words:</b>

    { $plan }
# What may stand in it follows the safety planning intervention of Stanley and Brown (2012): signs, things to do alone,
# people and places, whom to ask for help, professionals, a safer place.
safety-plan-asked =
    { $has ->
        [yes] Your plan so far:

            { $plan }

            Write a new one below, or leave it as it is.
       *[no] A plan for bad hours, in your own words. You will read it first when things get hard. Nobody else sees it. If it sounds as if you are in danger now, I tell the team that you need somebody, without your words.
    }

    What may help in it: how you notice that it gets bad; what you can do by yourself; whom you can be with; whom you can ask for help; how to make your home safer.
safety-plan-kept = Good. I keep it for you. You find it under <b>About me</b>.
safety-plan-gone = Good. There is no plan kept here.
button-safety-plan = 📝 My plan for bad hours
button-keep-plan = Leave it as it is
button-no-plan = Remove the plan
cry-not-passed-on = I have not passed on what you wrote to anyone else here, because you are not taking part at the moment. The team has been told that you need somebody.
answer-too-late = I had asked you for something a while ago, and I am not sure what this was for, so I have passed it on to nobody. If it was for the other person, please send it again.
nobody-answered-neutral = Nobody has answered yet. Please do not wait. Any time: { $emergency }
