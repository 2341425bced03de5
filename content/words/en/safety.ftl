# What people get at once when something grave was said or a button was pressed. Written by us.
# Card and coaching follow: WHO, Preventing suicide: a resource for first responders and for peers (2023); NICE NG225
# Self-harm (2022), recommendations on supportive responses; SafeLives, guidance on safe contact (2024): nothing on the
# lock screen that names the matter. Read in stored copies on 2026-11-25.

crisis-card =
    { $danger ->
        [medical] <b>What you describe may need medical help now. Please call { $emergency }, or ask someone near you to call.</b>
        [abuse] Thank you for writing. Here are people you can talk to, in private and at your own pace.
        [suicide] <b>I am glad you said it. You do not have to carry this alone. If you are in danger now, please call { $emergency }.</b>
       *[other] <b>If you or someone else is in danger now, please call { $emergency }.</b>
    }

    { $danger ->
        [abuse] If it is not safe now: { $emergency }
       *[other] In { $country }:
    }
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
help-what-is-it = I have called the team. If you can, tell me what it is. You need not.
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
    { $name }: { $number }{ $with_hours ->
        [yes] {" "}({ $hours })
       *[no] {""}
    }
