#include "bot/holds.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/retry_policy.hpp"
#include "storage/whole_file.hpp"

namespace waymark {
namespace {

using nlohmann::json;

constexpr auto look_again = std::chrono::minutes(5);

json times(const std::map<std::string, instant>& of) {
    auto out = json::object();
    for (const auto& [id, since] : of) out[id] = to_us(since);
    return out;
}

std::map<std::string, instant> times_in(const json& file, const char* kind) {
    std::map<std::string, instant> out;
    const auto group = file.value(kind, json::object()).get<json::object_t>();
    for (const auto& [id, since] : group) out.emplace(id, from_us(since.get<std::int64_t>()));
    return out;
}

std::optional<instant> found(const std::map<std::string, instant>& in, const std::string& id) {
    const auto at = in.find(id);
    return at == in.end() ? std::nullopt : std::optional(at->second);
}

std::optional<instant> held_since(const holds& all, const std::map<pair_id, std::string>& of_programmes,
                                  const outbox_row& row) {
    if (all.everything) return all.everything;
    if (const auto since = found(all.people, row.message.to.text)) return since;
    const auto pair = pair_of(row.message.key);
    if (const auto since = found(all.pairs, pair.text)) return since;
    const auto of = of_programmes.find(pair);
    return of == of_programmes.end() ? std::nullopt : found(all.programmes, of->second);
}

}  // namespace

std::string holds_file(const std::string& database) {
    return database + ".holds";
}

std::string holds_text(const holds& all) {
    auto out = json{{"programmes", times(all.programmes)}, {"pairs", times(all.pairs)}, {"people", times(all.people)}};
    if (all.everything) out["everything"] = to_us(*all.everything);
    return out.dump(2) + "\n";
}

std::optional<holds> holds_from_text(const std::string& text) {
    try {
        const auto all = json::parse(text);
        holds out;
        if (all.contains("everything")) out.everything = from_us(all.at("everything").get<std::int64_t>());
        out.programmes = times_in(all, "programmes");
        out.pairs = times_in(all, "pairs");
        out.people = times_in(all, "people");
        return out;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::variant<holds, std::string> read_holds(const std::string& file) {
    std::ifstream in(file);
    std::error_code ec;
    if (!in && !std::filesystem::exists(file, ec) && !ec) return holds{};
    std::ostringstream text;
    text << in.rdbuf();
    if (auto all = holds_from_text(text.str())) return *all;
    return "the file " + file + " says what is on hold, and cannot be read";
}

std::string write_holds(const std::string& file, const holds& all) {
    return write_whole_file(file, holds_text(all)) ? "" : "the file " + file + " cannot be written";
}

/// "<pair>.<flow>.<number>/...": names have no dots.
pair_id pair_of(const message_key& message) {
    const auto talk = message.text.substr(0, message.text.find('/'));
    const auto dot = talk.find('.');
    return {dot == std::string::npos ? "" : talk.substr(0, dot)};
}

std::optional<send_result> held_back_by(const holds& all, const std::map<pair_id, std::string>& of_programmes,
                                        const outbox_row& row, instant now) {
    const auto since = held_since(all, of_programmes, row);
    if (!since) return std::nullopt;
    if (row.message.kind == message_class::reply && now - *since > replies_keep) return dead("held");
    return later(std::min<instant>(now + look_again, row.message.expires), "held");
}

}  // namespace waymark
