#include "adapters/slack/upload.hpp"

#include <nlohmann/json.hpp>

#include "adapters/json_values.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/limits.hpp"
#include "adapters/slack/objects.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/text_blocks.hpp"

namespace waymark::slack {
namespace {

using boost::asio::awaitable;
using outcome_kind = send_outcome::kind;

constexpr std::string_view files_host = "https://files.slack.com/";

/// "https://slack.com/" of "https://slack.com/api/".
std::string_view origin_of(std::string_view url) {
    const auto host = url.find("://");
    if (host == std::string_view::npos) return {};
    const auto path = url.find('/', host + 3);
    return path == std::string_view::npos ? std::string_view() : url.substr(0, path + 1);
}

api_answer refused(std::string reason) {
    api_answer out;
    out.outcome.is = outcome_kind::dead;
    out.outcome.reason = std::move(reason);
    return out;
}

form_fields place_wanted(const attached_file& file) {
    form_fields fields;
    fields.emplace_back("filename", file.name);
    fields.emplace_back("length", std::to_string(file.body.size()));
    return fields;
}

}  // namespace

nlohmann::json shared_file(const std::string& id, const std::string& channel, const outgoing& message) {
    nlohmann::json file;
    file["id"] = id;
    file["title"] = shortened(harmless(message.file->name), limits::id);
    nlohmann::json body;
    body["files"] = nlohmann::json::array();
    body["files"].push_back(std::move(file));
    body["channel_id"] = channel;
    if (!is_blank(message.text)) body["blocks"] = text_blocks(message.text, limits::blocks);
    return body;
}

bool may_upload_to(std::string_view url, std::string_view api) {
    if (url.starts_with(files_host)) return true;
    const auto origin = origin_of(api);
    return !origin.empty() && url.starts_with(origin);
}

awaitable<api_answer> post_file(web_api& api, std::string channel, outgoing message) {
    const auto wanted = place_wanted(*message.file);
    auto place = co_await api.read("files.getUploadURLExternal", wanted);
    if (place.outcome.is != outcome_kind::sent) co_return place;
    const auto url = text_in(place.body, "upload_url");
    const auto id = text_in(place.body, "file_id");
    if (id.empty() || !may_upload_to(url, api.base())) co_return refused("upload_elsewhere");
    auto there = co_await api.put(url, message.file->body);
    if (there.outcome.is != outcome_kind::sent) co_return there;
    const auto body = wire(shared_file(id, channel, message));
    auto done = co_await api.call("files.completeUploadExternal", body, call_kind::again);
    if (done.outcome.is == outcome_kind::sent) done.outcome.platform_ref = channel + "/" + id;
    co_return done;
}

}  // namespace waymark::slack
