"""Every sentence the bot can say, by key and arguments. The words themselves live in `content/words/`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message of the authored words: its key and the names of the arguments it is given, all of them."""

    key: str
    args: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase that stands as one line within another, with its arguments."""

    phrase: Phrase
    args: Mapping[str, str | int]


def yes_or_no(value: object) -> str:
    """What the words are told of something that may be missing: a variant's key cannot be empty."""
    return "yes" if value else "no"


ALL: dict[str, Phrase] = {}


def _phrase(key: str, *args: str) -> Phrase:
    phrase = Phrase(key, frozenset(args))
    if ALL.setdefault(key, phrase) is not phrase:
        raise ValueError(f"two phrases have the key {key}")
    return phrase


# Strangers and invitations
STRANGER = _phrase("stranger", "programme")
INVITATION_UNKNOWN = _phrase("invitation-unknown", "programme")
INVITATION_USED = _phrase("invitation-used", "programme")
INVITATION_EXPIRED = _phrase("invitation-expired", "programme")
INVITATION_REVOKED = _phrase("invitation-revoked", "programme")
INVITATION_MADE = _phrase("invitation-made", "role", "link", "days")
INVITE_WHOM = _phrase("invite-whom")
ROLE_ADDED = _phrase("role-added", "role")
ROLE_ALREADY = _phrase("role-already", "role")

# Consent and name
CONSENT = _phrase("consent", "programme", "role")
CONSENT_FIRST = _phrase("consent-first")
CONSENT_LATER = _phrase("consent-later")
ASK_NAME = _phrase("ask-name")
RENAME = _phrase("rename", "name")
NAME_KEPT = _phrase("name-kept", "name")
NAME_SENTENCE = _phrase("name-sentence")
NAME_NUMBER = _phrase("name-number")
NAME_EMPTY = _phrase("name-empty")
NAME_LONG = _phrase("name-long", "most")
NAME_ADDRESS = _phrase("name-address")
NAME_TAKEN = _phrase("name-taken")
NAME_WORDS_ONLY = _phrase("name-words-only")
PEER_RENAMED = _phrase("peer-renamed", "old", "name")
NAME_CHANGED = _phrase("name-changed", "name")
WELCOME = _phrase("welcome", "name", "role", "programme")
WELCOME_AGAIN = _phrase("welcome-again", "name", "role")
BACK_TO_TEAM = _phrase("back-to-team", "name", "role")
WELCOME_BACK = _phrase("welcome-back", "name", "role")
LEAVE_SURE = _phrase("leave-sure")
LEFT = _phrase("left", "programme")
STAYED = _phrase("stayed")
HAS_LEFT = _phrase("has-left")
LEFT_TO_TEAM = _phrase("left-to-team", "name", "role", "others", "count")

# Matches
PROPOSAL_TO_MENTEE = _phrase("proposal-to-mentee", "name")
PROPOSAL_TO_MENTOR = _phrase("proposal-to-mentor", "name")
PROPOSAL_REMINDER = _phrase("proposal-reminder", "name")
PROPOSAL_ACCEPTED = _phrase("proposal-accepted", "name")
PROPOSAL_DECLINED = _phrase("proposal-declined")
PROPOSAL_DECLINED_TO_TEAM = _phrase("proposal-declined-to-team", "mentee", "mentor")
PROPOSAL_OVER = _phrase("proposal-over", "name")
INTRODUCTION_TO_MENTEE = _phrase("introduction-to-mentee", "name")
INTRODUCTION_TO_MENTOR = _phrase("introduction-to-mentor", "name")
MATCH_ENDED = _phrase("match-ended", "name")

# Relay
NAME_LINE = _phrase("name-line", "name", "team")
NO_MATCH_YET = _phrase("no-match-yet", "role")
TO_WHOM = _phrase("to-whom")
TO_WHOM_NOW = _phrase("to-whom-now", "name")
CONVERSATION_CLOSED = _phrase("conversation-closed", "name")
SEND_TO = _phrase("send-to", "name")
SENT_TO = _phrase("sent-to", "name")
KEPT_UNSENT = _phrase("kept-unsent")
ALREADY_SENT = _phrase("already-sent")
ONLY_TEXT = _phrase("only-text")
NOT_DELIVERED_BLOCKED = _phrase("not-delivered-blocked", "name", "count")
NOT_DELIVERED_LEFT = _phrase("not-delivered-left", "name", "count")
NOT_DELIVERED_FAULT = _phrase("not-delivered-fault", "name", "count")
UNREACHABLE_TO_TEAM = _phrase("unreachable-to-team", "name", "role")
EDIT_TOO_LATE = _phrase("edit-too-late", "name")

# Menus, help and things that did not work
HOW = _phrase("how", "role", "programme")
ME = _phrase("me", "name", "role")
MY_PEOPLE_WAITING = _phrase("my-people-waiting", "names")
MY_PEOPLE_NONE = _phrase("my-people-none", "role")
MY_PEOPLE = _phrase("my-people", "names", "count", "role")
PEOPLE = _phrase("people", "mentees", "mentors", "team", "waiting", "left", "unreachable")
MATCHES = _phrase("matches", "proposed", "active", "pairs", "asked", "waiting", "unmatched")
TEAM_DESK = _phrase("team-desk")
NOT_FOR_YOU = _phrase("not-for-you")
OLD_BUTTON = _phrase("old-button")
UNKNOWN_COMMAND = _phrase("unknown-command")
DID_NOT_WORK = _phrase("did-not-work")
OUTAGE_TO_COORDINATOR = _phrase("outage-to-coordinator", "since", "until")

# Safety: what the person, their peer and the team get at once
CRISIS_CARD = _phrase("crisis-card", "danger", "country", "emergency", "lines", "told", "off_duty", "seen")
SHOW_LARGE = _phrase("show-large", "emergency")
HELP_WHAT_IS_IT = _phrase("help-what-is-it")
HELP_BY_MISTAKE = _phrase("help-by-mistake")
NOBODY_ANSWERED = _phrase("nobody-answered", "danger", "emergency", "lines")
SEEN_BY = _phrase("seen-by", "name")
COACHING_CARD = _phrase("coaching-card", "danger", "name")
ALERT_CARD = _phrase(
    "alert-card", "number", "grade", "source", "state", "kind", "named", "name", "role", "with_peer", "peer",
    "with_words", "excerpt", "hidden", "with_why", "why",
    "source_of_rule", "carded", "count", "safe", "cannot", "opened", "local", "owner", "disposition",
)  # fmt: skip
ALERT_TAKEN = _phrase("alert-taken", "number", "owner", "state")
ADVICE_ASK = _phrase("advice-ask", "name", "category", "with_why", "why", "source")
ADVICE_WAITS = _phrase("advice-waits", "name", "category", "with_why", "why", "source")
ADVICE_REMINDER = _phrase("advice-reminder", "name")
ADVICE_RELEASED = _phrase("advice-released", "name")
ADVICE_REFUSED = _phrase("advice-refused", "name")
ADVICE_TO_DECIDE = _phrase("advice-to-decide", "number", "name", "peer", "words")
NOTHING_WAITS = _phrase("nothing-waits", "number")
SOMETHING_WAITS = _phrase("something-waits", "name")
SOMETHING_DROPPED = _phrase("something-dropped", "name")
CORRECTING_NOTE = _phrase("correcting-note", "category")
NEUTRAL_CARD = _phrase("neutral-card", "emergency")
CRISIS_LINES = _phrase("crisis-lines", "country", "emergency", "lines")
WHICH_COUNTRY = _phrase("which-country")
SAFE_NOTED = _phrase("safe-noted")
CANNOT_NOTED = _phrase("cannot-noted")
FOLLOW_UP = _phrase("follow-up", "name")
GLAD_TO_HEAR = _phrase("glad-to-hear")
DEBRIEF_OFFER = _phrase("debrief-offer", "name")
DEBRIEF_ASKED = _phrase("debrief-asked", "name", "number")
DEBRIEF_NOTED = _phrase("debrief-noted")
DEBRIEF_LATER = _phrase("debrief-later")
WORRIED_ABOUT_WHOM = _phrase("worried-about-whom")
NOT_RIGHT_ABOUT_WHOM = _phrase("not-right-about-whom")
NOTICING = _phrase("noticing", "role")
NOTICED = _phrase("noticed", "told")
NOTICED_SENTENCE = _phrase("noticed-sentence")
NOTICED_NOTHING_MORE = _phrase("noticed-nothing-more")
UNSCANNED_NOTICE = _phrase("unscanned-notice", "kind")
SCAN_FAILS = _phrase("scan-fails", "failed", "total")
OUTAGE_TO_ALL = _phrase("outage-to-all", "since", "until")
CRISIS_LINE = _phrase("crisis-line", "name", "number", "with_hours", "hours")
NOBODY_TO_HAND_TO = _phrase("nobody-to-hand-to")
HAND_TO_WHOM = _phrase("hand-to-whom", "number")
HANDOVER_ASKED = _phrase("handover-asked", "name", "number", "grade")
HANDOVER_WAITS = _phrase("handover-waits", "name", "number")
HANDOVER_ACCEPTED = _phrase("handover-accepted", "name", "number")
REGRADE_TO = _phrase("regrade-to", "number")
RESOLVE_HOW = _phrase("resolve-how", "number")
RESOLVED_NOTE = _phrase("resolved-note", "number")
NOTE_WORDS_ONLY = _phrase("note-words-only")
NOTE_KEPT = _phrase("note-kept", "number")
NO_NOTE_KEPT = _phrase("no-note-kept")
NO_CONTEXT = _phrase("no-context", "number")
CONTEXT = _phrase("context", "number", "lines")
CONTEXT_LINE = _phrase("context-line", "this", "at", "name", "words")
MORE_WITH_ALERT = _phrase("more-with-alert", "number")
CONVERSATION_PROMPTS = _phrase("conversation-prompts", "number", "danger")
SUMMARY = _phrase(
    "summary", "number", "name", "role", "grade", "danger", "opened", "with_words", "excerpt", "since",
    "focus", "earlier", "with_why", "why", "state", "owner",
)  # fmt: skip
TIMELINE = _phrase("timeline", "name", "lines")
TIMELINE_EVENT = _phrase("timeline-event", "at", "number", "event")
TIMELINE_FLAG = _phrase("timeline-flag", "at", "grade", "rule")
ALERT_LIST = _phrase("alert-list", "count", "shown")
CANNOT_MESSAGE = _phrase("cannot-message")
TEAM_WRITES_TO_YOU = _phrase("team-writes-to-you", "name")
CONVERSATION_OPEN = _phrase("conversation-open", "name", "number")
WHO_IS_THIS_WHY = _phrase("who-is-this-why", "number")
WHO_IS_THIS = _phrase("who-is-this", "number", "name", "with_account", "account_name", "account", "country")
IDENTITY_SHOWN = _phrase("identity-shown", "name", "number", "reason")
REASON_SHORT = _phrase("reason-short")
OUTSIDE_ALERT = _phrase("outside-alert", "number", "grade")

# Labels
MENU_HELP_NOW = _phrase("menu-help-now")
MENU_MY_PEOPLE = _phrase("menu-my-people", "role")
MENU_ME = _phrase("menu-me")
MENU_HOW = _phrase("menu-how")
MENU_PEOPLE = _phrase("menu-people")
MENU_MATCHES = _phrase("menu-matches")
MENU_INVITE = _phrase("menu-invite")
MENU_TEAM = _phrase("menu-team")
MENU_PLACEHOLDER = _phrase("menu-placeholder")
BUTTON_AGREE = _phrase("button-agree")
BUTTON_READY = _phrase("button-ready")
BUTTON_KEEP_NAME = _phrase("button-keep-name", "name")
BUTTON_NOT_NOW = _phrase("button-not-now")
BUTTON_ACCEPT = _phrase("button-accept")
BUTTON_DECLINE = _phrase("button-decline")
BUTTON_KEEP_UNSENT = _phrase("button-keep-unsent")
BUTTON_CHANGE_NAME = _phrase("button-change-name")
BUTTON_LEAVE = _phrase("button-leave")
BUTTON_LEAVE_FOR_SURE = _phrase("button-leave-for-sure")
BUTTON_STAY = _phrase("button-stay")
BUTTON_ROLE = _phrase("button-role", "role")
BUTTON_HELP_KIND = _phrase("button-help-kind", "kind")
MENU_ALERTS = _phrase("menu-alerts")
BUTTON_SHOW_LINES = _phrase("button-show-lines")
BUTTON_SHOW_LARGE = _phrase("button-show-large")
BUTTON_CHANGE_COUNTRY = _phrase("button-change-country", "country")
BUTTON_SAFE_FOR_NOW = _phrase("button-safe-for-now")
BUTTON_CANNOT_NOW = _phrase("button-cannot-now")
BUTTON_ALL_RIGHT = _phrase("button-all-right")
BUTTON_NOT_WELL = _phrase("button-not-well")
BUTTON_DEBRIEF = _phrase("button-debrief")
BUTTON_NO_DEBRIEF = _phrase("button-no-debrief")
BUTTON_WORRIED = _phrase("button-worried")
BUTTON_NOT_RIGHT = _phrase("button-not-right")
BUTTON_SUBJECT = _phrase("button-subject", "subject")
BUTTON_NO_SENTENCE = _phrase("button-no-sentence")
BUTTON_CHAT = _phrase("button-chat", "name")
BUTTON_SEND_ANYWAY = _phrase("button-send-anyway")
BUTTON_RELEASE = _phrase("button-release")
BUTTON_REFUSE = _phrase("button-refuse")
BUTTON_PERSON = _phrase("button-person", "name")
BUTTON_TAKE_OVER = _phrase("button-take-over")
BUTTON_GRADE = _phrase("button-grade", "grade")
BUTTON_DISPOSITION = _phrase("button-disposition", "disposition")
BUTTON_NO_NOTE = _phrase("button-no-note")
BUTTON_REOPEN = _phrase("button-reopen")
BUTTON_RESOLVE = _phrase("button-resolve")
BUTTON_MORE = _phrase("button-more")
BUTTON_OPEN_CONTEXT = _phrase("button-open-context")
BUTTON_MESSAGE_PERSON = _phrase("button-message-person")
BUTTON_MESSAGE_PEER = _phrase("button-message-peer")
BUTTON_HAND_OVER = _phrase("button-hand-over")
BUTTON_REGRADE = _phrase("button-regrade")
BUTTON_PROMPTS = _phrase("button-prompts")
BUTTON_SUMMARY = _phrase("button-summary")
BUTTON_TIMELINE = _phrase("button-timeline")
BUTTON_WHO_IS_THIS = _phrase("button-who-is-this")
BUTTON_ALERT = _phrase("button-alert", "grade", "number", "name", "state", "waited")
BUTTON_ACKNOWLEDGE = _phrase("button-acknowledge")
COMMAND_MENU = _phrase("command-menu")
COMMAND_HELP = _phrase("command-help")
COMMAND_ME = _phrase("command-me")
