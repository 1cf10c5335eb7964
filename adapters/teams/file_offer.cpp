#include "adapters/teams/file_offer.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "adapters/plain_text.hpp"
#include "adapters/teams/inert.hpp"
#include "conversations/packed_text.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;

constexpr std::string_view format = "file1";

/// Says which file a question was about, so that an old one does not hand out a newer file.
std::string mark_of(const attached_file& file) {
    return std::to_string(stable_hash(file.name + "\n" + file.body));
}

json with_attachment(const parties& between, json attachment) {
    auto out = activity_between(between);
    out["attachments"] = json::array({std::move(attachment)});
    return out;
}

}  // namespace

std::vector<json> file_offer(const outgoing& message, const parties& between) {
    outgoing words = message;
    words.file.reset();
    std::vector<json> out;
    if (!is_blank(words.text)) out = messages_for(words, between, "");
    const auto& file = *message.file;
    json context;
    context["waymark_file"] = mark_of(file);
    json card;
    card["contentType"] = "application/vnd.microsoft.teams.card.file.consent";
    card["name"] = harmless(file.name);
    card["content"]["description"] = inert(file.name);
    card["content"]["sizeInBytes"] = file.body.size();
    card["content"]["acceptContext"] = context;
    card["content"]["declineContext"] = context;
    out.push_back(with_attachment(between, std::move(card)));
    return out;
}

platform_note file_note(const address& to, const attached_file& file, instant now) {
    packed_writer body(format);
    body.text(file.name);
    body.text(file.body);
    return {to, file_note_name, body.take(), now + file_kept};
}

std::optional<attached_file> noted_file(const std::string& body) {
    try {
        packed_reader from(body, format);
        attached_file out;
        out.name = from.text();
        out.body = from.text();
        from.end();
        return out;
    } catch (const std::invalid_argument&) {
        return {};
    }
}

bool is_about(const file_consent& answer, const attached_file& file) {
    return answer.mark == mark_of(file);
}

json file_given(const file_consent& answer, const parties& between) {
    json info;
    info["contentType"] = "application/vnd.microsoft.teams.card.file.info";
    info["contentUrl"] = answer.content_url;
    info["name"] = answer.name;
    info["content"]["uniqueId"] = answer.unique_id;
    info["content"]["fileType"] = answer.file_type;
    return with_attachment(between, std::move(info));
}

}  // namespace waymark::teams
