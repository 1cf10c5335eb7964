#include "tests/adapters/slack/fixture_table.hpp"

namespace waymark::slack_fixtures {

// clang-format off
const std::map<std::string, std::string>& inbound_table() {
    static const std::map<std::string, std::string> table{
    {"events/app_home_opened_home.json", R"(200 opened | U0MENTEE01@T0ACME0001 - opened home key slack/T0ACME0001/event/Ev0FIXT0019)"},
    {"events/app_home_opened_home_first.json", R"(200 opened | U0MENTEE01@T0ACME0001 - opened home key slack/T0ACME0001/event/Ev0FIXT0020)"},
    {"events/app_home_opened_messages.json", R"(200 opened | U0MENTEE01@T0ACME0001 - opened key slack/T0ACME0001/event/Ev0FIXT0021)"},
    {"events/app_mention.json", R"(200 mention | U0MENTEE01@T0ACME0001 C0GENERAL1/1767225995.002000 mentioned key slack/T0ACME0001/message/1767225995.002000/C0GENERAL1)"},
    {"events/app_rate_limited.json", R"(200 rate_limited!)"},
    {"events/app_uninstalled.json", R"(200 app_removed | -@T0ACME0001 - app removed key slack/T0ACME0001/event/Ev0FIXT0028)"},
    {"events/assistant_thread_started.json", R"(200 ignored)"},
    {"events/member_joined_channel.json", R"(200 ignored)"},
    {"events/member_joined_channel_self.json", R"(200 ignored)"},
    {"events/message_bot_other.json", R"(200 ignored)"},
    {"events/message_bot_own.json", R"(200 ignored)"},
    {"events/message_changed_assistant_title.json", R"(200 ignored)"},
    {"events/message_changed_edit.json", R"(200 edit | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 edited <Hi! When can I meet my mentor NEXT week?> key slack/T0ACME0001/edit/1767225800.000000/D0DM000001/1767225610.000100)"},
    {"events/message_changed_unfurl.json", R"(200 ignored)"},
    {"events/message_deleted.json", R"(200 delete | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 deleted key slack/T0ACME0001/delete/1767225610.000100/D0DM000001)"},
    {"events/message_ext_shared.json", R"(200 ignored)"},
    {"events/message_im.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 said <Hi! When can I meet my mentor this week?> key slack/T0ACME0001/message/1767225610.000100/D0DM000001)"},
    {"events/message_im_assistant_thread.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225980.001500 said <Help me prepare a question list> key slack/T0ACME0001/message/1767225980.001500/D0DM000001)"},
    {"events/message_im_dup_first.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 said <Same message, delivered twice> key slack/T0ACME0001/message/1767225610.000100/D0DM000001)"},
    {"events/message_im_dup_new_event_id.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 said <Same message, delivered twice> key slack/T0ACME0001/message/1767225610.000100/D0DM000001)"},
    {"events/message_im_entities.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225720.000400 said <Tom & Ann <3 ask @U0MENTOR01 in #general see notes (https://example.com/a?b=1&c=2) :tada:> key slack/T0ACME0001/message/1767225720.000400/D0DM000001)"},
    {"events/message_im_file_share.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225730.000500 said <my draft plan> key slack/T0ACME0001/message/1767225730.000500/D0DM000001)"},
    {"events/message_im_me_message.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225735.000600 said <waves at the bot> key slack/T0ACME0001/message/1767225735.000600/D0DM000001)"},
    {"events/message_im_minimal.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225611.000200 said <hello> key slack/T0ACME0001/message/1767225611.000200/D0DM000001)"},
    {"events/message_im_org_install.json", R"(200 message | W0MENTEE02@E0ACMEORG1 D0DM000001/1767225986.001700 said <Hi from an org workspace> key slack/E0ACMEORG1/message/1767225986.001700/D0DM000001)"},
    {"events/message_im_thread_reply.json", R"(200 message | U0MENTEE01@T0ACME0001 D0DM000001/1767225700.000300 said <Thursday works for me> key slack/T0ACME0001/message/1767225700.000300/D0DM000001)"},
    {"events/message_mpim.json", R"(200 ignored)"},
    {"events/message_thread_broadcast.json", R"(200 ignored)"},
    {"events/team_access_granted.json", R"(200 app_added | -@E0ACMEORG1 - app added key slack/E0ACMEORG1/event/Ev0FIXT0031)"},
    {"events/team_join.json", R"(200 ignored)"},
    {"events/tokens_revoked.json", R"(200 app_removed | -@T0ACME0001 - app removed key slack/T0ACME0001/event/Ev0FIXT0029)"},
    {"events/unknown_event.json", R"(200 unknown_event)"},
    {"events/url_verification.json", R"(200 url_verification)"},
    {"events/user_change_deactivated.json", R"(200 profile | U0MENTEE01@T0ACME0001 - profile Mentee Example - - deactivated key slack/T0ACME0001/event/Ev0FIXT0025)"},
    {"events/user_change_tz.json", R"(200 profile | U0MENTEE01@T0ACME0001 - profile Mentee Example America/New_York en-GB active key slack/T0ACME0001/event/Ev0FIXT0024)"},
    {"interactions/block_actions_button.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose slot_accept [slot:2026-01-08T15:00Z] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_checkboxes.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose goals [plan, meet2] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_datepicker.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose day [2026-01-08] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_home_tab.form", R"(200 click | U0MENTEE01@T0ACME0001 - chose home_refresh [] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_org_team_null.form", R"(200 click | U0MENTEE01@E0ACMEORG1 D0DM000001/1767225960.001100 chose slot_accept [slot:2026-01-08T15:00Z] key slack/E0ACMEORG1/click/<trigger>)"},
    {"interactions/block_actions_overflow.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose more [snooze1] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_plain_text_input.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose note [C++ & "quotes" + 100% café
second line] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_radio.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose pace [weekly] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_static_select.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose topic [career] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_static_select_cleared.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose topic [] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_timepicker.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose hour [15:00] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_actions_users_select.form", R"(200 click | U0MENTEE01@T0ACME0001 D0DM000001/1767225960.001100 chose who [U0MENTOR01] key slack/T0ACME0001/click/<trigger>)"},
    {"interactions/block_suggestion.form", R"(200 suggestion)"},
    {"interactions/message_action.form", R"(200 unknown_shortcut)"},
    {"interactions/shortcut.form", R"(200 unknown_shortcut)"},
    {"interactions/view_closed.form", R"(200 view)"},
    {"interactions/view_submission.form", R"(200 view)"},
    {"interactions/view_submission_org.form", R"(200 view)"},
    {"interactions/view_submission_response_urls.form", R"(200 view)"},
    {"commands/slash_command.form", R"(200 command | U0MENTEE01@T0ACME0001 - commanded <next meeting> key slack/T0ACME0001/command/<trigger>)"},
    {"commands/slash_command_org_empty_text.form", R"(200 command | U0MENTEE01@E0ACMEORG1 - commanded <> key slack/E0ACMEORG1/command/<trigger>)"},
    {"commands/slash_command_special_chars.form", R"(200 command | U0MENTEE01@T0ACME0001 - commanded <C++ & goals = 100% "done" @U0MENTOR01 café 🎉> key slack/T0ACME0001/command/<trigger>)"},
    {"commands/slash_command_special_chars_pct20.form", R"(200 command | U0MENTEE01@T0ACME0001 - commanded <C++ & goals = 100% "done" @U0MENTOR01 café 🎉> key slack/T0ACME0001/command/<trigger>)"},
    {"commands/ssl_check.form", R"(200 ssl_check)"},
    };
    return table;
}

const std::map<std::string, answer_row>& answer_table() {
    using kind = send_outcome::kind;
    static const std::map<std::string, answer_row> table{
        {"error.account_inactive.json", {kind::account_dead, kind::account_dead, "account_inactive"}},
        {"error.cant_update_message.json", {kind::dead, kind::dead, "cant_update_message"}},
        {"error.channel_not_found.json", {kind::dead, kind::dead, "channel_not_found"}},
        {"error.expired_trigger_id.json", {kind::dead, kind::dead, "expired_trigger_id"}},
        {"error.fatal_error.json", {kind::unknown, kind::retry, "fatal_error"}},
        {"error.hash_conflict.json", {kind::dead, kind::dead, "hash_conflict"}},
        {"error.internal_error.json", {kind::unknown, kind::retry, "internal_error"}},
        {"error.invalid_arguments_trigger.json", {kind::dead, kind::dead, "invalid_arguments"}},
        {"error.invalid_auth.json", {kind::account_dead, kind::account_dead, "invalid_auth"}},
        {"error.invalid_blocks.json", {kind::dead, kind::dead, "invalid_blocks"}},
        {"error.is_archived.json", {kind::dead, kind::dead, "is_archived"}},
        {"error.message_not_found.json", {kind::dead, kind::dead, "message_not_found"}},
        {"error.messages_tab_disabled.json", {kind::dead, kind::dead, "messages_tab_disabled"}},
        {"error.missing_scope.json", {kind::dead, kind::dead, "missing_scope"}},
        {"error.msg_too_long.json", {kind::dead, kind::dead, "msg_too_long"}},
        {"error.not_in_channel.json", {kind::dead, kind::dead, "not_in_channel"}},
        {"error.ratelimited.json", {kind::retry, kind::retry, "ratelimited"}},
        {"error.service_unavailable.json", {kind::unknown, kind::retry, "service_unavailable"}},
        {"error.token_expired.json", {kind::account_dead, kind::account_dead, "token_expired"}},
        {"error.token_revoked.json", {kind::account_dead, kind::account_dead, "token_revoked"}},
        {"error.user_disabled.json", {kind::dead, kind::dead, "user_disabled"}},
        {"error.user_not_found.json", {kind::dead, kind::dead, "user_not_found"}},
        {"error.users_not_found.json", {kind::dead, kind::dead, "users_not_found"}},
    };
    return table;
}
// clang-format on

}  // namespace waymark::slack_fixtures
