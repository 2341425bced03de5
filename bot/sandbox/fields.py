"""The names the Bot API knows: methods, and the fields of those methods and types that are built here.

Bot API 10.1. A test holds these tables against the published API where its data is at hand.
"""

_BUILT = """
getMe:
getUpdates: offset limit timeout allowed_updates
setWebhook: url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token
deleteWebhook: drop_pending_updates
getWebhookInfo:
sendMessage: business_connection_id chat_id message_thread_id direct_messages_topic_id text parse_mode
    entities link_preview_options disable_notification protect_content allow_paid_broadcast
    message_effect_id suggested_post_parameters reply_parameters reply_markup
sendPhoto: business_connection_id chat_id message_thread_id direct_messages_topic_id photo caption
    parse_mode caption_entities show_caption_above_media has_spoiler disable_notification protect_content
    allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup
sendVoice: business_connection_id chat_id message_thread_id direct_messages_topic_id voice caption
    parse_mode caption_entities duration disable_notification protect_content allow_paid_broadcast
    message_effect_id suggested_post_parameters reply_parameters reply_markup
sendAudio: business_connection_id chat_id message_thread_id direct_messages_topic_id audio caption
    parse_mode caption_entities duration performer title thumbnail disable_notification protect_content
    allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup
sendVideo: business_connection_id chat_id message_thread_id direct_messages_topic_id video duration width
    height thumbnail cover start_timestamp caption parse_mode caption_entities show_caption_above_media
    has_spoiler supports_streaming disable_notification protect_content allow_paid_broadcast
    message_effect_id suggested_post_parameters reply_parameters reply_markup
sendVideoNote: business_connection_id chat_id message_thread_id direct_messages_topic_id video_note duration
    length thumbnail disable_notification protect_content allow_paid_broadcast message_effect_id
    suggested_post_parameters reply_parameters reply_markup
sendAnimation: business_connection_id chat_id message_thread_id direct_messages_topic_id animation duration
    width height thumbnail caption parse_mode caption_entities show_caption_above_media has_spoiler
    disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters
    reply_parameters reply_markup
sendSticker: business_connection_id chat_id message_thread_id direct_messages_topic_id sticker emoji
    disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters
    reply_parameters reply_markup
sendDocument: business_connection_id chat_id message_thread_id direct_messages_topic_id document thumbnail
    caption parse_mode caption_entities disable_content_type_detection disable_notification protect_content
    allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup
sendMediaGroup: business_connection_id chat_id message_thread_id direct_messages_topic_id media
    disable_notification protect_content allow_paid_broadcast message_effect_id reply_parameters
sendDice: business_connection_id chat_id message_thread_id direct_messages_topic_id emoji
    disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters
    reply_parameters reply_markup
copyMessage: chat_id message_thread_id direct_messages_topic_id from_chat_id message_id
    video_start_timestamp caption parse_mode caption_entities show_caption_above_media disable_notification
    protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters
    reply_markup
copyMessages: chat_id message_thread_id direct_messages_topic_id from_chat_id message_ids
    disable_notification protect_content remove_caption
forwardMessage: chat_id message_thread_id direct_messages_topic_id from_chat_id video_start_timestamp
    disable_notification protect_content message_effect_id suggested_post_parameters message_id
forwardMessages: chat_id message_thread_id direct_messages_topic_id from_chat_id message_ids
    disable_notification protect_content
editMessageText: business_connection_id chat_id message_id inline_message_id text parse_mode entities
    link_preview_options rich_message reply_markup
editMessageCaption: business_connection_id chat_id message_id inline_message_id caption parse_mode
    caption_entities show_caption_above_media reply_markup
editMessageMedia: business_connection_id chat_id message_id inline_message_id media reply_markup
editMessageReplyMarkup: business_connection_id chat_id message_id inline_message_id reply_markup
deleteMessage: chat_id message_id
deleteMessages: chat_id message_ids
setMessageReaction: chat_id message_id reaction is_big
pinChatMessage: business_connection_id chat_id message_id disable_notification
unpinChatMessage: business_connection_id chat_id message_id
unpinAllChatMessages: chat_id
sendChatAction: business_connection_id chat_id message_thread_id action
answerCallbackQuery: callback_query_id text show_alert url cache_time
createForumTopic: chat_id name icon_color icon_custom_emoji_id
editForumTopic: chat_id message_thread_id name icon_custom_emoji_id
closeForumTopic: chat_id message_thread_id
reopenForumTopic: chat_id message_thread_id
deleteForumTopic: chat_id message_thread_id
unpinAllForumTopicMessages: chat_id message_thread_id
editGeneralForumTopic: chat_id name
closeGeneralForumTopic: chat_id
reopenGeneralForumTopic: chat_id
hideGeneralForumTopic: chat_id
unhideGeneralForumTopic: chat_id
unpinAllGeneralForumTopicMessages: chat_id
setMyCommands: commands scope language_code
getMyCommands: scope language_code
deleteMyCommands: scope language_code
setMyName: name language_code
getMyName: language_code
setMyDescription: description language_code
getMyDescription: language_code
setMyShortDescription: short_description language_code
getMyShortDescription: language_code
setChatMenuButton: chat_id menu_button
getChatMenuButton: chat_id
getFile: file_id
getChat: chat_id
logOut:
close:
"""

_TYPES = """
User: id is_bot first_name last_name username language_code is_premium added_to_attachment_menu
    can_join_groups can_read_all_group_messages supports_guest_queries supports_inline_queries
    can_connect_to_business has_main_web_app has_topics_enabled allows_users_to_create_topics
    can_manage_bots supports_join_request_queries
ReplyParameters: message_id chat_id allow_sending_without_reply quote quote_parse_mode quote_entities
    quote_position checklist_task_id poll_option_id
LinkPreviewOptions: is_disabled url prefer_small_media prefer_large_media show_above_text
MessageEntity: type offset length url user language custom_emoji_id unix_time date_time_format
InputMediaPhoto: type media caption parse_mode caption_entities show_caption_above_media has_spoiler
InputMediaVideo: type media thumbnail cover start_timestamp caption parse_mode caption_entities
    show_caption_above_media width height duration supports_streaming has_spoiler
InputMediaAudio: type media thumbnail caption parse_mode caption_entities duration performer title
InputMediaDocument: type media thumbnail caption parse_mode caption_entities disable_content_type_detection
InputMediaAnimation: type media thumbnail caption parse_mode caption_entities show_caption_above_media width
    height duration has_spoiler
InlineKeyboardMarkup: inline_keyboard
InlineKeyboardButton: text icon_custom_emoji_id style url callback_data web_app login_url
    switch_inline_query switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text
    callback_game pay
CopyTextButton: text
ReplyKeyboardMarkup: keyboard is_persistent resize_keyboard one_time_keyboard input_field_placeholder
    selective
KeyboardButton: text icon_custom_emoji_id style request_users request_chat request_managed_bot
    request_contact request_location request_poll web_app
ReplyKeyboardRemove: remove_keyboard selective
ForceReply: force_reply input_field_placeholder selective
BotCommand: command description
BotCommandScopeDefault: type
BotCommandScopeAllPrivateChats: type
BotCommandScopeAllGroupChats: type
BotCommandScopeAllChatAdministrators: type
BotCommandScopeChat: type chat_id
BotCommandScopeChatAdministrators: type chat_id
BotCommandScopeChatMember: type chat_id user_id
ReactionTypeEmoji: type emoji
MenuButtonCommands: type
MenuButtonDefault: type
MenuButtonWebApp: type text web_app
WebAppInfo: url
"""

_OTHERS = """
sendLivePhoto sendPaidMedia sendLocation sendVenue sendContact sendPoll sendChecklist sendMessageDraft
getUserProfilePhotos getUserProfileAudios setUserEmojiStatus banChatMember unbanChatMember
restrictChatMember promoteChatMember setChatAdministratorCustomTitle setChatMemberTag banChatSenderChat
unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink editChatInviteLink
createChatSubscriptionInviteLink editChatSubscriptionInviteLink revokeChatInviteLink approveChatJoinRequest
declineChatJoinRequest answerChatJoinRequestQuery sendChatJoinRequestWebApp setChatPhoto deleteChatPhoto
setChatTitle setChatDescription leaveChat getChatAdministrators getChatMemberCount getChatMember
getUserPersonalChatMessages setChatStickerSet deleteChatStickerSet getForumTopicIconStickers
answerGuestQuery getUserChatBoosts
getBusinessConnection getManagedBotToken replaceManagedBotToken getManagedBotAccessSettings
setManagedBotAccessSettings setMyProfilePhoto removeMyProfilePhoto setMyDefaultAdministratorRights
getMyDefaultAdministratorRights getAvailableGifts sendGift giftPremiumSubscription verifyUser verifyChat
removeUserVerification removeChatVerification readBusinessMessage deleteBusinessMessages
setBusinessAccountName setBusinessAccountUsername setBusinessAccountBio setBusinessAccountProfilePhoto
removeBusinessAccountProfilePhoto setBusinessAccountGiftSettings getBusinessAccountStarBalance
transferBusinessAccountStars getBusinessAccountGifts getUserGifts getChatGifts convertGiftToStars
upgradeGift transferGift postStory repostStory editStory deleteStory answerWebAppQuery
savePreparedInlineMessage savePreparedKeyboardButton editMessageLiveLocation stopMessageLiveLocation
editMessageChecklist stopPoll approveSuggestedPost declineSuggestedPost deleteMessageReaction
deleteAllMessageReactions getStickerSet getCustomEmojiStickers uploadStickerFile createNewStickerSet
addStickerToSet setStickerPositionInSet deleteStickerFromSet replaceStickerInSet setStickerEmojiList
setStickerKeywords setStickerMaskPosition setStickerSetTitle setStickerSetThumbnail
setCustomEmojiStickerSetThumbnail deleteStickerSet sendRichMessage sendRichMessageDraft answerInlineQuery
sendInvoice createInvoiceLink answerShippingQuery answerPreCheckoutQuery getMyStarBalance
getStarTransactions refundStarPayment editUserStarSubscription setPassportDataErrors sendGame setGameScore
getGameHighScores
"""


def _table(text: str) -> dict[str, frozenset[str]]:
    """Each name with its fields; a line that is indented goes on with the one above."""
    rows = text.replace("\n    ", " ").strip().splitlines()
    return {name: frozenset(fields.split()) for name, _, fields in (row.partition(":") for row in rows)}


METHODS = _table(_BUILT)
TYPES = _table(_TYPES)
NOT_BUILT = frozenset(_OTHERS.split())
# Telegram takes a method's name in any case.
CANONICAL = {name.lower(): name for name in [*METHODS, *NOT_BUILT]}
