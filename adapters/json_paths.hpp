// Reads JSON in one pass and keeps only the values at the paths of a table: no tree, no copy of what nobody asked for.
// Include it in few .cpp files; it brings Boost.JSON's parser with it.
#pragma once

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace waymark {

using json_node = std::uint8_t;
constexpr json_node json_nothing = 0;  ///< a place nobody asked about
constexpr json_node json_root = 1;

/// Under `parent`, the value of `key` is called `node`. Elements of an array have the node of the array. The key "*" is
/// any key.
struct json_step {
    json_node parent;
    std::string_view key;
    json_node node;
};

constexpr std::size_t json_depth_limit = 64;

enum class json_kind { text, integer, fraction, boolean, null, array, object };

/// Feeds `Sink` while parsing. A sink has
///   std::string* text(json_node)   where the string, number (as written) or "true"/"false" goes; null = nowhere
///   void begin(json_node)          an object or array starts there
/// and, where it matters to it,
///   void named(json_node)            a key of the table was read: twice for one that stands there twice
///   void kind(json_node, json_kind)  what kind of value is there, null too
template <class Sink>
class json_path_handler {
  public:
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    using code = boost::json::error_code;
    using view = boost::json::string_view;

    json_path_handler(Sink& sink, std::span<const json_step> steps) : sink_(&sink), steps_(steps) {}

    bool on_document_begin(code&) { return true; }
    bool on_document_end(code&) { return true; }
    bool on_object_begin(code&) { return enter(false); }
    bool on_array_begin(code&) { return enter(true); }
    bool on_object_end(std::size_t, code&) { return leave(); }
    bool on_array_end(std::size_t, code&) { return leave(); }

    bool on_key_part(view part, std::size_t, code&) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(view last, std::size_t, code&) {
        if (key_.empty()) {
            next_ = find(std::string_view(last.data(), last.size()));
        } else {
            key_.append(last.data(), last.size());
            next_ = find(key_);
            key_.clear();
        }
        if constexpr (requires { sink_->named(next_); })
            if (next_ != json_nothing) sink_->named(next_);
        return true;
    }

    bool on_string_part(view part, std::size_t, code&) { return put(part, false); }
    bool on_string(view last, std::size_t, code&) { return tell(json_kind::text) && put(last, true); }
    bool on_number_part(view part, code&) { return put(part, false); }
    bool on_int64(std::int64_t, view last, code&) { return tell(json_kind::integer) && put(last, true); }
    bool on_uint64(std::uint64_t, view last, code&) { return tell(json_kind::integer) && put(last, true); }
    bool on_double(double, view last, code&) { return tell(json_kind::fraction) && put(last, true); }
    bool on_bool(bool value, code&) { return tell(json_kind::boolean) && put(value ? "true" : "false", true); }
    bool on_null(code&) { return tell(json_kind::null); }
    bool on_comment_part(view, code&) { return true; }
    bool on_comment(view, code&) { return true; }

  private:
    struct frame {
        json_node node;
        bool array;
    };

    [[nodiscard]] json_node here() const {
        return depth_ == 0 ? json_root : stack_[depth_ - 1].array ? stack_[depth_ - 1].node : next_;
    }
    bool tell(json_kind is) {
        if constexpr (requires { sink_->kind(next_, is); })
            if (const auto node = here(); node != json_nothing) sink_->kind(node, is);
        return true;
    }
    bool enter(bool array) {
        tell(array ? json_kind::array : json_kind::object);
        const auto node = here();
        if (node != json_nothing) sink_->begin(node);
        stack_[depth_++] = {node, array};  // the parser refuses more than json_depth_limit
        return true;
    }
    bool leave() {
        --depth_;
        return true;
    }
    [[nodiscard]] json_node find(std::string_view key) const {
        const auto parent = stack_[depth_ - 1].node;
        if (parent == json_nothing) return json_nothing;
        for (const auto& step : steps_)
            if (step.parent == parent && (step.key == key || step.key == "*")) return step.node;
        return json_nothing;
    }
    bool put(view part, bool last) {
        const auto node = here();
        if (node == json_nothing) return true;
        if (!target_) target_ = open_ ? nullptr : sink_->text(node);
        open_ = !last;
        if (target_) target_->append(part.data(), part.size());
        if (last) target_ = nullptr;
        return true;
    }

    Sink* sink_;
    std::span<const json_step> steps_;
    std::array<frame, json_depth_limit + 2> stack_{};
    std::size_t depth_ = 0;
    json_node next_ = json_nothing;
    std::string key_;
    std::string* target_ = nullptr;
    bool open_ = false;  ///< inside a value that comes in parts
};

/// False when `body` is not one well-formed JSON object (UTF-8, at most json_depth_limit deep).
template <class Sink>
[[nodiscard]] bool read_json_paths(std::string_view body, std::span<const json_step> steps, Sink& sink) {
    const auto start = body.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || body[start] != '{') return false;
    boost::json::parse_options options;
    options.max_depth = json_depth_limit;
    boost::json::basic_parser<json_path_handler<Sink>> parser(options, sink, steps);
    boost::json::error_code ec;
    const auto used = parser.write_some(false, body.data(), body.size(), ec);
    return !ec && parser.done() && body.find_first_not_of(" \t\r\n", used) == std::string_view::npos;
}

}  // namespace waymark
