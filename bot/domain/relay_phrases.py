"""The sentences of the relay beyond text: files, reactions, taking back, pauses, and to whom one writes."""

from bot.domain.phrasing import phrase

# What is passed on, and what is not
DIE = phrase("die", "game", "emoji", "value")
FILE_REFUSED = phrase("file-refused", "why")
NOT_PASSED_ON = phrase("not-passed-on", "kind")
LEFT_OUT = phrase("left-out", "what")
FILE_NAME = phrase("file-name", "kind")
REACTED = phrase("reacted", "name", "emoji")
REACTED_OTHERWISE = phrase("reacted-otherwise", "name", "kind", "emoji")
CONTACT_ASK = phrase("contact-ask", "name", "kinds")
CONTACT_REFUSED = phrase("contact-refused", "name", "kinds")

# Waiting, arriving, taking back
WAITS_FOR_PAUSE = phrase("waits-for-pause", "name", "mine")
KEPT_FOR_YOU = phrase("kept-for-you", "names", "count")
WRITTEN_THEN = phrase("written-then", "name", "count", "first", "last")
KEPT_PASSED_ON = phrase("kept-passed-on", "name", "count")
ARRIVED = phrase("arrived", "name", "at", "state")
ARRIVED_NOWHERE_YET = phrase("arrived-nowhere-yet")
LAST_MESSAGE = phrase("last-message")
NOTHING_SENT = phrase("nothing-sent")
TAKEN_BACK = phrase("taken-back", "name")
TWIN_MAY_REMAIN = phrase("twin-may-remain", "name")
TAKEN_BACK_UNSENT = phrase("taken-back-unsent")
NOT_TAKEN_BACK = phrase("not-taken-back", "name")
TAKE_BACK_HOW = phrase("take-back-how")

# To whom one writes
MENU_WRITE_TO = phrase("menu-write-to", "name", "open", "team")
WRITING_TO = phrase("writing-to", "name", "team")
PLACEHOLDER_TO = phrase("placeholder-to", "name")

# Pauses and endings
CONVERSATION = phrase("conversation", "name", "team", "state", "until")
PAUSED = phrase("paused", "name")
RESUMED = phrase("resumed", "name", "count")
RESUMED_TO_OTHER = phrase("resumed-to-other", "name")
STILL_ON_A_BREAK = phrase("still-on-a-break", "name", "count")
STILL_PAUSED = phrase("still-paused", "name")
MUTED = phrase("muted", "name", "until")
UNMUTED = phrase("unmuted", "name")
MUTE_UNTIL_WHEN = phrase("mute-until-when", "name")
TOLD_BY_OTHER = phrase("told-by-other", "name", "what")
OTHER_TOLD = phrase("other-told", "name", "told")
CHANGE_SURE = phrase("change-sure", "name", "role")
CHANGE_ASKED = phrase("change-asked", "name")
CHANGE_TO_TEAM = phrase("change-to-team", "name", "role", "other")

# Topics
TOPIC_NAME = phrase("topic-name", "name", "state")
TOPICS_REFUSED = phrase("topics-refused")

# Quick words
QUICK_WORDS_ON = phrase("quick-words-on")
QUICK_WORDS_OFF = phrase("quick-words-off")
QUICK_WORDS_CHANGE = phrase("quick-words-change")
QUICK_WORDS_ASKED = phrase("quick-words-asked", "most")
QUICK_WORDS_DO_NOT_FIT = phrase("quick-words-do-not-fit", "most", "longest")
QUICK_WORD = phrase("quick-word", "number", "words")
MENU_BACK = phrase("menu-back")

# Labels
BUTTON_SHOW_KEPT = phrase("button-show-kept")
BUTTON_TAKE_BACK = phrase("button-take-back")
BUTTON_DID_IT_ARRIVE = phrase("button-did-it-arrive")
BUTTON_PAUSE = phrase("button-pause", "name")
BUTTON_GO_ON = phrase("button-go-on", "name")
BUTTON_MUTE = phrase("button-mute", "name")
BUTTON_UNMUTE = phrase("button-unmute", "name")
BUTTON_MUTE_FOR = phrase("button-mute-for", "length")
BUTTON_TELL = phrase("button-tell", "name", "what")
BUTTON_CHANGE = phrase("button-change", "role")
BUTTON_CHANGE_FOR_SURE = phrase("button-change-for-sure")
BUTTON_QUICK_WORDS = phrase("button-quick-words")
BUTTON_EDIT_QUICK_WORDS = phrase("button-edit-quick-words")
BUTTON_USUAL_QUICK_WORDS = phrase("button-usual-quick-words")
COMMAND_UNSEND = phrase("command-unsend")
