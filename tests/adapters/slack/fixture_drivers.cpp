#include "tests/adapters/slack/fixture_drivers.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/slack/files_read.hpp"

namespace waymark::slack_fixtures {
namespace {

/// Beside all tests of this program: a test that is said to drive a file reads it.
class reading_watch final : public ::testing::EmptyTestEventListener {
    void OnTestStart(const ::testing::TestInfo&) override { files_read().clear(); }
    void OnTestEnd(const ::testing::TestInfo& test) override {
        const auto found = drivers().find(std::string(test.test_suite_name()) + "." + test.name());
        if (found == drivers().end() || test.result()->Skipped()) return;
        for (const auto& file : found->second) EXPECT_TRUE(files_read().contains(file)) << file << " was not read";
    }
};

const bool is_watching = [] {
    ::testing::UnitTest::GetInstance()->listeners().Append(new reading_watch);  // which owns it
    return true;
}();

}  // namespace

// clang-format off
const std::map<std::string, std::vector<std::string>>& drivers() {
    static const std::map<std::string, std::vector<std::string>> all{
    {"slack_fixtures.decoded_twins_of_form_bodies_hold_the_same",
     {"interactions/block_actions_button.json", "interactions/block_actions_checkboxes.json",
      "interactions/block_actions_datepicker.json", "interactions/block_actions_home_tab.json",
      "interactions/block_actions_org_team_null.json", "interactions/block_actions_overflow.json",
      "interactions/block_actions_plain_text_input.json", "interactions/block_actions_radio.json",
      "interactions/block_actions_static_select.json", "interactions/block_actions_static_select_cleared.json",
      "interactions/block_actions_timepicker.json", "interactions/block_actions_users_select.json",
      "interactions/block_suggestion.json", "interactions/message_action.json", "interactions/shortcut.json",
      "interactions/view_closed.json", "interactions/view_submission.json", "interactions/view_submission_org.json",
      "interactions/view_submission_response_urls.json", "commands/slash_command.decoded.json",
      "commands/slash_command_special_chars.decoded.json"}},
    {"slack_fixtures.every_signature_vector_verifies_and_every_negative_one_is_refused",
     {"signatures.json"}},
    {"slack_fixtures.people_are_read_with_whatever_fields_they_have",
     {"responses/ok.users.info.json", "responses/ok.users.info_external.json",
      "responses/ok.users.info_deactivated.json", "responses/ok.users.list_page.json"}},
    {"slack_fixtures.whole_requests_are_taken_first_and_on_every_retry",
     {"http/event_first_delivery.http", "http/event_retry_1.http", "http/event_retry_2.http",
      "http/event_retry_3.http", "http/slash_command.http"}},
    {"slack_fixtures.whole_answers_are_classified_without_trusting_their_body",
     {"http/response_429.http", "http/response_429_no_body.http", "http/response_503_html.http",
      "http/response_200_ok_false.http", "http/response_no_retry.http"}},
    {"slack_fixtures.payloads_inside_socket_frames_decode_like_those_of_http",
     {"socket_mode/events_api.json", "socket_mode/events_api_retry.json", "socket_mode/interactive.json",
      "socket_mode/slash_commands.json"}},
    {"SlackEnvelope.ASocketIsReadyAfterItsHello",
     {"socket_mode/hello.json"}},
    {"SlackEnvelope.ASocketThatEndsSaysWhy",
     {"socket_mode/disconnect_warning.json", "socket_mode/disconnect_link_disabled.json",
      "socket_mode/disconnect_refresh_requested.json", "socket_mode/disconnect_too_many_websockets.json"}},
    {"slack_fixtures.every_answer_of_the_web_api_is_understood",
     {"responses/ok.auth.revoke.json", "responses/ok.chat.postEphemeral.json",
      "responses/ok.chat.scheduleMessage.json", "responses/ok.conversations.members_last.json",
      "responses/ok.conversations.members_page1.json", "responses/ok.conversations.open_mpim.json",
      "responses/ok.team.info.json", "responses/ok.usergroups.list.json", "responses/ok.usergroups.users.list.json"}},
    {"slack_fixture_calls.a_message_is_posted_changed_and_its_channel_opened_as_in_the_examples",
     {"requests/chat.postMessage.json", "requests/chat.update.json", "requests/conversations.open.json",
      "responses/ok.auth.test.json", "responses/ok.chat.postMessage.json", "responses/ok.chat.update.json",
      "responses/ok.conversations.open_im.json"}},
    {"slack_fixture_calls.a_modal_is_opened_as_in_the_example",
     {"requests/views.open.json"}},
    {"slack_fixture_calls.the_name_of_an_opened_modal_is_where_what_comes_of_it_is_shown",
     {"responses/ok.views.open.json"}},
    {"slack_fixture_calls.a_page_is_published_as_in_the_example_and_its_hash_guards_the_next_one",
     {"requests/views.publish.json", "responses/ok.views.publish.json"}},
    {"slack_fixture_calls.a_first_page_has_no_hash_and_a_page_that_slack_refuses_twice_is_let_go",
     {"responses/error.hash_conflict.json"}},
    {"slack_fixture_calls.somebody_is_found_by_their_address",
     {"responses/ok.users.lookupByEmail.json", "responses/error.users_not_found.json"}},
    {"slack_fixture_calls.a_warning_does_not_make_a_message_unsent",
     {"responses/ok.chat.postMessage_warning.json"}},
    {"slack_fixture_calls.only_the_handshake_and_a_query_are_answered_with_words_and_all_else_is_only_taken",
     {"acks/url_verification_response.json", "acks/block_suggestion_options.json"}},
    {"slack_fixture_calls.wrong_fields_are_named_as_in_the_example",
     {"acks/view_submission_errors.json"}},
    {"slack_fixture_calls.an_answer_in_a_talk_updates_the_modal_as_in_the_example",
     {"acks/view_submission_update.json"}},
    {"slack_fixture_calls.a_command_in_a_channel_is_answered_there_as_in_the_example",
     {"acks/slash_ephemeral.json"}},
    {"slack_fixture_calls.what_is_no_answer_of_ours_is_not_among_them",
     {"acks/view_submission_clear.json", "acks/view_submission_push.json",
      "acks/slash_in_channel_echo_only.json", "acks/response_url_replace.json", "acks/response_url_delete.json"}},
    {"slack_fixture_calls.the_app_subscribes_to_all_that_means_something_to_it_and_to_nothing_else",
     {"manifest/manifest.json", "manifest/manifest.yaml"}},
    {"slack_fixture_views.a_form_that_is_sent_is_submitted_with_all_its_fields_and_its_draft_is_forgotten",
     {"interactions/view_submission.json"}},
    {"slack_fixture_views.a_form_of_an_organization_belongs_to_the_organization_though_no_team_is_named",
     {"interactions/view_submission_org.json"}},
    {"slack_fixture_views.a_form_with_addresses_to_answer_at_is_submitted_and_nothing_goes_there",
     {"interactions/view_submission_response_urls.json"}},
    {"slack_fixture_views.a_talk_that_is_closed_is_said_and_a_form_is_not",
     {"interactions/view_closed.json"}},
    {"slack_fixture_views.the_shortcut_to_a_goal_opens_a_modal_that_waits",
     {"interactions/shortcut.json", "responses/error.expired_trigger_id.json"}},
    {"slack_fixture_views.only_a_message_of_their_own_is_read_when_it_is_to_be_kept",
     {"interactions/message_action.json"}},
    {"slack_fixture_installs.an_installation_in_a_workspace_is_kept_under_it_for_good",
     {"responses/ok.oauth.v2.access.json", "requests/oauth.v2.access.code.form"}},
    {"slack_fixture_installs.an_installation_in_an_organization_is_kept_under_the_organization",
     {"responses/ok.oauth.v2.access_org.json"}},
    {"slack_fixture_installs.a_token_that_ends_is_renewed_by_its_own_refresh_token_and_then_by_the_next",
     {"responses/ok.oauth.v2.access_rotation.json", "requests/oauth.v2.access.refresh.form"}},
    {"slack_fixture_socket.the_socket_is_asked_for_with_the_ticket_of_the_answer",
     {"responses/ok.apps.connections.open.json"}},
    {"SlackEnvelope.WhatIsAcknowledgedIsAcknowledgedAsDocumented",
     {"socket_mode/ack.json", "socket_mode/ack_with_payload.json"}},
    };
    return all;
}
// clang-format on

}  // namespace waymark::slack_fixtures
