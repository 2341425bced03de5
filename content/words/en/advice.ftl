# Before advice that may do harm goes out, and after it has. Written by us. What a mentor may safely say instead follows
# NHS pages on stopping medicines and on talking to a pharmacist (2024), NICE NG5 Medicines optimisation (2015), NHS
# Driving after a stroke (2024), MoneyHelper on scams (2024), and our mentor modules; read in stored copies on 2026-11-25.

advice-ask =
    <b>Only you see this.</b> I have not sent this to { $name } yet. { $with_why ->
        [yes] { $why } <i>({ $source })</i>
       *[no] It may be risky for them.
    }

    { $category ->
        [boundary_money] Money stays out of what we do here, in both directions. The team has been told that it came up; that is no reproach.
        [boundary_contact] Meeting and writing outside the programme is not covered by it, and cannot be kept safe. The team has been told that it came up; that is no reproach.
        [boundary_romance_sexual] A match here is not the place for this. The team has been told that it came up; that is no reproach.
        [stop_or_change_medicine] You could write: “That sounds hard. Please ask your pharmacist or doctor before you change anything. I can help you to find the words.”
        [dose_advice] You could write: “I do not know which dose is right for you. Your pharmacist or nurse can tell you today.”
        [unproven_cure] You could write: “It felt good to me, but I cannot say whether it does anything. Please ask before you stop or buy anything.”
        [discourage_care] You could write: “I understand that you are fed up with appointments. I would still have this looked at. Shall we think about what to say there?”
        [unsafe_exercise_or_driving] You could write: “I was told to ask first. Your physio or doctor knows what is safe for you.”
        [false_hope] You could write: “It went well for me, and everybody is different. What would be a good next small step for you?”
        [diet_extreme] You could write: “I would ask the dietitian or nurse before cutting out so much.”
        [legal_benefits_misadvice] You could write: “I am not sure of the rules. An adviser can tell you for free; shall we look for one?”
        [disrespect_or_bullying] You could write what you need or feel, without judging them.
       *[other] You could ask them to speak with somebody who knows their case.
    }

    You can edit your message above, and I will look again; or choose:
advice-waits =
    <b>Only you see this.</b> I have not sent this to { $name }. A supervisor looks at it first. { $with_why ->
        [yes] { $why } <i>({ $source })</i>
       *[no] It may be risky for them.
    }

    This is no reproach. { $name } knows that something from you waits. You can edit it, and I will look again, or drop it:
advice-reminder = What you wrote here has not gone to { $name } yet. Edit it, send it as it is, or drop it: the buttons above still work.
advice-released = A supervisor has looked at it. It has gone to { $name } now.
released-later =
    { $why ->
        [asked] Thank you. There seem to be personal details in it as well, so I have asked { $name } about those first. { $peer } has not got it yet.
        [over] It has not gone: the conversation of { $name } and { $peer } has ended. { $name } has been told.
       *[kept] Thank you. { $peer } cannot get it at the moment: there is a break, or I cannot reach { $peer }. I keep it and pass it on afterwards.
    }
advice-refused = A supervisor has decided not to pass this on to { $name }. They will tell you why. You have not done anything wrong by asking.
advice-to-decide =
    <b>Alert { $number }: this message waits for you.</b> { $name } wrote to { $peer }:

    <tg-spoiler>{ $words }</tg-spoiler>

    Does it go through?
nothing-waits = Nothing of alert { $number } waits any more.
something-waits = { $name } has written to you. The team looks at it first. You will hear either way, and you can go on writing.
something-dropped = What { $name } had written will not come after all. You can simply go on writing.
correcting-note =
    { $category ->
        [stop_or_change_medicine] A note from the programme: please do not stop or change a medicine without asking your pharmacist, nurse or doctor. What was right for somebody else may harm you.
        [dose_advice] A note from the programme: please take medicines as they were prescribed for you. Your pharmacist can answer questions about doses, often on the same day.
        [unproven_cure] A note from the programme: please ask your doctor or pharmacist before you try this, and do not stop anything for it.
        [discourage_care] A note from the programme: if something worries you about your health, have it looked at. You are not wasting anybody’s time.
        [unsafe_exercise_or_driving] A note from the programme: please ask your physio, nurse or doctor what is safe for you before you try this.
        [false_hope] A note from the programme: everybody’s course is different, and nobody can promise how yours will be.
        [diet_extreme] A note from the programme: please ask your nurse or dietitian before you change so much of what you eat.
        [legal_benefits_misadvice] A note from the programme: rules on benefits and work differ. A free advice service can tell you what applies to you.
        [disrespect_or_bullying] A note from the programme: you deserve to be spoken to kindly here. If something is not right, tell the team.
        [boundary_money] A note from the programme: please do not lend, send or accept money here. If somebody asks you for it, tell the team.
        [boundary_contact] A note from the programme: you need not give your number or meet anybody. Here the team can look after you.
        [boundary_romance_sexual] A note from the programme: you need not answer this. If something is not right, tell the team.
       *[other] A note from the programme: please ask somebody who knows your case before you act on this.
    }
button-send-anyway = Send it as it is
button-release = Let it through
button-refuse = Do not let it through
decide-first = A message of alert { $number } still waits for a decision. Let it through or not first; somebody is waiting for it.
