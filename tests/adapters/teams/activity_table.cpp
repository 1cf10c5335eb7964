#include "tests/adapters/teams/activity_table.hpp"

#include <utility>
#include <vector>

namespace waymark::teams_fixtures {

// clang-format off
std::string short_form(std::string summary) {
    static const std::vector<std::pair<std::string, std::string>> names{
        {"a:1yoxg3wD8M9dUkGaDFWLNTuhlhMQANxUA34uIWnOLfOwsPTjwrCxEMhxZwmAlVejQGS9xJrF3FGNEQUNmGAzEUw", "<chat>"},
        {"19:bcceaaa8401accc511de24daf8b97542@thread.v2", "<group>"},
        {"19:SPBYep6B8GhMqGhFj2b0vtLde3B8265wVdAqBDJ4Nkf1@thread.tacv2;messageid=1772442906123", "<thread>"},
        {"a:1X8sbh0R3hQUbWAewvS3K08enFZ8xffy3XpIeVsYwe5GxLPPkARyDN6ndbxDxoQXwZevqhZwrBE8UcCjJJBk9Eg", "<partner chat>"},
        {"19:meeting_l3rwOuFpg6uJL7hcBrphB8QtEjQjztvYiFfKS4NjkmsUpOdy@thread.v2", "<meeting>"},
        {"0000aad0-0001-4000-8000-000000000011", "<mentee>"},
        {"0000aad0-0002-4000-8000-000000000022", "<mentor>"},
        {"7e4a4700-0001-4bbb-8ccc-0123456789ab", "<tenant>"},
        {"7e4a4700-0002-4bbb-8ccc-0123456789ab", "<partner>"},
    };
    for (const auto& [id, name] : names)
        for (auto at = summary.find(id); at != summary.npos; at = summary.find(id)) summary.replace(at, id.size(), name);
    return summary;
}

const std::map<std::string, std::string>& activity_table() {
    static const std::map<std::string, std::string> table{
        {"inbound/conversationUpdate_added_personal.json", R"(200 opened | <mentee>@<tenant> - opened key teams/<tenant>/opened/f:fcd4b906-d52c-458d-a4c9-fde77a9c3529/<chat>)"},
        {"inbound/conversationUpdate_bot_added_groupchat.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_bot_added_team.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_bot_removed_team.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_channelCreated.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_channelDeleted.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_channelRenamed.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_members_added_team.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_members_removed_team.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_teamRenamed.json", R"(200 ignored)"},
        {"inbound/conversationUpdate_unknown_eventtype.json", R"(200 ignored)"},
        {"inbound/event_meetingStart.json", R"(200 ignored)"},
        {"inbound/event_readReceipt.json", R"(200 ignored)"},
        {"inbound/installationUpdate_add_personal.json", R"(200 installed | <mentee>@<tenant> - profile Mentee One - en-GB key teams/<tenant>/install/f:51852d3e-c5e9-97e8-a01b-71ee15f889c0/<chat>/profile | <mentee>@<tenant> - opened key teams/<tenant>/install/f:51852d3e-c5e9-97e8-a01b-71ee15f889c0/<chat>)"},
        {"inbound/installationUpdate_add_team.json", R"(200 ignored)"},
        {"inbound/installationUpdate_add_upgrade.json", R"(200 ignored)"},
        {"inbound/installationUpdate_remove_personal.json", R"(200 uninstalled | <mentee>@<tenant> - profile - - - without_app key teams/<tenant>/install/f:5c8abd55-f4f6-9209-d217-704258c6be19/<chat>)"},
        {"inbound/installationUpdate_remove_upgrade.json", R"(200 ignored)"},
        {"inbound/invoke_adaptiveCard_action.json", R"(200 other_card)"},
        {"inbound/invoke_adaptiveCard_action_bad_value.json", R"(200 other_card)"},
        {"inbound/invoke_adaptiveCard_action_magic_code.json", R"(200 other_card)"},
        {"inbound/invoke_adaptiveCard_action_refresh.json", R"(200 other_card)"},
        {"inbound/invoke_adaptiveCard_action_repeat_new_id.json", R"(200 other_card)"},
        {"inbound/invoke_application_search.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_composeExtension_query.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_fileConsent_accept.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_fileConsent_decline.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_message_submitAction_feedback.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_nameless_cardaction.json", R"(200 other_card)"},
        {"inbound/invoke_signin_tokenExchange.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_signin_verifyState.json", R"(501 unknown_invoke)"},
        {"inbound/invoke_task_fetch.json", R"(200 other_card)"},
        {"inbound/invoke_task_submit.json", R"(200 other_card)"},
        {"inbound/invoke_unknown_name.json", R"(501 unknown_invoke)"},
        {"inbound/malformed_array.json", R"(400 not_json)"},
        {"inbound/malformed_no_type.json", R"(400 not_json)"},
        {"inbound/malformed_not_json.txt", R"(400 not_json)"},
        {"inbound/messageDelete.json", R"(200 delete | <mentee>@<tenant> <chat>/1772442900123 deleted key teams/<tenant>/delete/2026-03-02T10:15:37.1234321+01:00/1772442900123/<chat>)"},
        {"inbound/messageReaction_added.json", R"(200 reaction)"},
        {"inbound/messageReaction_removed_channel.json", R"(200 reaction)"},
        {"inbound/messageUpdate_edit.json", R"(200 edit | <mentee>@<tenant> <chat>/1772442900123 edited <I would like to talk to a mentor on Thursday> key teams/<tenant>/edit/2026-03-02T10:15:35.1234321+01:00/1772442900123/<chat>)"},
        {"inbound/messageUpdate_undelete.json", R"(200 edit | <mentee>@<tenant> <chat>/1772442900123 edited <I would like to talk to a mentor next week> key teams/<tenant>/edit/2026-03-02T10:15:36.1234321+01:00/1772442900123/<chat>)"},
        {"inbound/message_action_submit.json", R"(200 other_card)"},
        {"inbound/message_action_submit_empty_text.json", R"(200 other_card)"},
        {"inbound/message_action_submit_repeat_new_id.json", R"(200 other_card)"},
        {"inbound/message_channel_reply_two_mentions.json", R"(200 command | <mentor>@<tenant> <thread>/1772442907123 commanded <Thanks Mentee One, ask stop> key teams/<tenant>/message/1772442907123/<thread>)"},
        {"inbound/message_channel_root_mention.json", R"(200 command | <mentee>@<tenant> <thread>/1772442906123 commanded <list open mentors> key teams/<tenant>/message/1772442906123/<thread>)"},
        {"inbound/message_channel_rsc_no_mention.json", R"(200 ignored)"},
        {"inbound/message_file_attachment.json", R"(200 message | <mentee>@<tenant> <chat>/1772442914123 said <my CV> key teams/<tenant>/message/1772442914123/<chat>)"},
        {"inbound/message_group_mention.json", R"(200 command | <mentee>@<tenant> <group>/1772442904123 commanded <help> key teams/<tenant>/message/1772442904123/<group>)"},
        {"inbound/message_group_mention_ampersand_name.json", R"(200 command | <mentee>@<tenant> <group>/1772442905123 commanded <introduce me to R&D Three please> key teams/<tenant>/message/1772442905123/<group>)"},
        {"inbound/message_group_mention_duplicate_entities.json", R"(200 command | <mentee>@<tenant> <group>/1772442961123 commanded <help> key teams/<tenant>/message/1772442961123/<group>)"},
        {"inbound/message_inline_image.json", R"(200 message | <mentee>@<tenant> <chat>/1772442915123 said <> key teams/<tenant>/message/1772442915123/<chat>)"},
        {"inbound/message_meeting_chat.json", R"(200 command | <mentee>@<tenant> <meeting>/1772442909123 commanded <notes> key teams/<tenant>/message/1772442909123/<meeting>)"},
        {"inbound/message_messageback.json", R"(200 message | <mentee>@<tenant> <chat>/1772442913123 said <accept request req-5> key teams/<tenant>/message/1772442913123/<chat>)"},
        {"inbound/message_personal.json", R"(200 message | <mentee>@<tenant> <chat>/1772442900123 said <I would like to talk to a mentor next week> key teams/<tenant>/message/1772442900123/<chat>)"},
        {"inbound/message_personal_external_tenant.json", R"(200 message | <mentor>@<partner> <partner chat>/1772442910123 said <hello from a partner company> key teams/<partner>/message/1772442910123/<partner chat>)"},
        {"inbound/message_personal_mobile_no_timezone.json", R"(200 message | <mentee>@<tenant> <chat>/1772442902123 said <hello from a phone> key teams/<tenant>/message/1772442902123/<chat>)"},
        {"inbound/message_personal_retry_same_id.json", R"(200 message | <mentee>@<tenant> <chat>/1772442900123 said <I would like to talk to a mentor next week> key teams/<tenant>/message/1772442900123/<chat>)"},
        {"inbound/message_personal_rich.json", R"(200 message | <mentee>@<tenant> <chat>/1772442901123 said <**Two** goals:

- practise feedback
- read one book> key teams/<tenant>/message/1772442901123/<chat>)"},
        {"inbound/message_personal_tenant_only_in_channeldata.json", R"(200 message | <mentee>@<tenant> <chat>/1772442903123 said <tenant id is only in channelData here> key teams/<tenant>/message/1772442903123/<chat>)"},
        {"inbound/message_targeted_preview.json", R"(200 command | <mentee>@<tenant> <group>/1772442916123 commanded <help> key teams/<tenant>/message/1772442916123/<group>)"},
        {"inbound/typing.json", R"(200 typing)"},
        {"inbound/unknown_type.json", R"(200 unknown_type)"},
    };
    return table;
}

const std::map<std::string, std::string>& playground_table() {
    static const std::map<std::string, std::string> table{
        {"playground/action_submit.json", R"(200 other_card)"},
        {"playground/installation_add.json", R"(200 installed | 00000000-0000-0000-0000-0000000000020@00000000-0000-0000-0000-0000000000001 - profile - - en-US key teams/00000000-0000-0000-0000-0000000000001/install/a758e4df-0001-4123-927d-0123456789ab/62476aac-0001-4a74-8ff5-0123456789ab/profile | 00000000-0000-0000-0000-0000000000020@00000000-0000-0000-0000-0000000000001 - opened key teams/00000000-0000-0000-0000-0000000000001/install/a758e4df-0001-4123-927d-0123456789ab/62476aac-0001-4a74-8ff5-0123456789ab)"},
        {"playground/message_channel.json", R"(200 command | 00000000-0000-0000-0000-0000000000020@00000000-0000-0000-0000-0000000000001 channel-announcements-id;messageid=1772442910508/dc209be4-0001-4ecd-9829-0123456789ab commanded <hi> key teams/00000000-0000-0000-0000-0000000000001/message/dc209be4-0001-4ecd-9829-0123456789ab/channel-announcements-id;messageid=1772442910508)"},
        {"playground/message_personal.json", R"(200 message | 00000000-0000-0000-0000-0000000000020@00000000-0000-0000-0000-0000000000001 62476aac-0001-4a74-8ff5-0123456789ab/20dadf23-0001-433b-9a26-0123456789ab said <hello there> key teams/00000000-0000-0000-0000-0000000000001/message/20dadf23-0001-433b-9a26-0123456789ab/62476aac-0001-4a74-8ff5-0123456789ab)"},
        {"playground/webchat_message.json", R"(200 other_channel)"},
    };
    return table;
}
// clang-format on

}  // namespace waymark::teams_fixtures
