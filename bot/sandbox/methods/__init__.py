"""The Bot API's methods that answer at once, by their names."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.methods import albums, downloads, editing, media, profile, responding, sending, topics

Method = Callable[[Call], Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.done,
    "close": profile.done,
    "sendMessage": sending.send_message,
    **media.METHODS,
    "sendMediaGroup": albums.send_media_group,
    "sendDice": sending.send_dice,
    "getFile": downloads.get_file,
    "copyMessage": sending.copy_message,
    "copyMessages": sending.copy_messages,
    "forwardMessage": sending.forward_message,
    "forwardMessages": sending.forward_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": responding.set_message_reaction,
    "pinChatMessage": responding.pin_chat_message,
    "unpinChatMessage": responding.unpin_chat_message,
    "unpinAllChatMessages": responding.unpin_all_chat_messages,
    "sendChatAction": responding.send_chat_action,
    "answerCallbackQuery": responding.answer_callback_query,
    "getChat": responding.get_chat,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    "unpinAllForumTopicMessages": topics.unpin_all_forum_topic_messages,
    "editGeneralForumTopic": topics.edit_general_forum_topic,
    **dict.fromkeys(topics.SUPERGROUPS_ALONE, topics.only_in_supergroups),
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
