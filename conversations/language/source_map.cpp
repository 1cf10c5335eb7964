#include "conversations/language/source_map.hpp"

#include <yaml.h>

#include <algorithm>
#include <unordered_map>

#include "conversations/language/syntax_words.hpp"

namespace waymark {

namespace {

constexpr std::size_t most_problems = 200;  // a file with more is not read further

mark place_of(const yaml_mark_t& at) {
    return {static_cast<int>(at.line) + 1, static_cast<int>(at.column) + 1};
}

/// libyaml as a value: initialised, fed, and cleaned up on every way out.
class event_source {
  public:
    explicit event_source(std::string_view source) {
        ready_ = yaml_parser_initialize(&parser_) != 0;
        if (!ready_) return;
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(source.data()), source.size());
    }
    ~event_source() {
        drop();
        if (ready_) yaml_parser_delete(&parser_);
    }
    event_source(const event_source&) = delete;
    event_source& operator=(const event_source&) = delete;

    /// The next event, or null when the text is not YAML.
    const yaml_event_t* next() {
        drop();
        held_ = ready_ && yaml_parser_parse(&parser_, &event_) != 0;
        return held_ ? &event_ : nullptr;
    }
    [[nodiscard]] const yaml_parser_t& parser() const { return parser_; }

  private:
    void drop() {
        if (held_) yaml_event_delete(&event_);
        held_ = false;
    }
    yaml_parser_t parser_{};
    yaml_event_t event_{};
    bool ready_ = false;
    bool held_ = false;
};

class tree_builder {
  public:
    tree_builder(std::string_view file, std::string_view source, std::vector<diagnostic>& problems,
                 const yaml_limits& limits)
        : file_(file), source_(source), problems_(problems), limits_(limits), events_(source) {}

    std::optional<yaml_node> read();

  private:
    bool next();
    void syntax_error();
    bool node(yaml_node& into, int depth);
    bool scalar(yaml_node& into);
    bool list(yaml_node& into, int depth);
    bool map(yaml_node& into, int depth);
    bool entry(yaml_node& into, std::unordered_map<std::string, int>& seen, int depth);
    void refuse_decoration(const unsigned char* anchor, const unsigned char* tag);
    void say(mark at, std::string code, std::string text, std::string suggestion = {}) {
        problems_.push_back({file_, at, severity::error, std::move(code), std::move(text), std::move(suggestion)});
    }
    [[nodiscard]] mark here() const { return place_of(event_->start_mark); }

    std::string file_;
    std::string_view source_;
    std::vector<diagnostic>& problems_;
    yaml_limits limits_;
    event_source events_;
    const yaml_event_t* event_ = nullptr;
    int nodes_ = 0;
};

struct foreign_beginning {
    std::string_view bytes;
    const char* text;
    mark at;
};

constexpr foreign_beginning foreign_beginnings[] = {
    {"\xef\xbb\xbf", "the file begins with an invisible mark (a byte-order mark)", {1, 1}},
    {"\xff\xfe", "the file is saved as UTF-16", {}},
    {"\xfe\xff", "the file is saved as UTF-16", {}},
};

void tree_builder::syntax_error() {
    if (!problems_.empty() && problems_.back().code == "F001") return;  // this one follows from that one
    const auto& parser = events_.parser();
    yaml_trouble found;
    if (parser.problem != nullptr) found.words = parser.problem;
    found.at = place_of(parser.problem_mark);
    if (parser.context != nullptr) found.began = place_of(parser.context_mark);
    if (parser.error == YAML_READER_ERROR) found.bad_byte = parser.problem_offset;
    auto ours = plain_words(found, source_);
    say(ours.at, "F001", std::move(ours.text), std::move(ours.suggestion));
}

bool tree_builder::next() {
    event_ = events_.next();
    if (event_ == nullptr) syntax_error();
    return event_ != nullptr;
}

void tree_builder::refuse_decoration(const unsigned char* anchor, const unsigned char* tag) {
    if (anchor != nullptr)
        say(here(), "F001", "anchors (&name) are not used here", "if this is text, put it in quotes");
    if (tag != nullptr) say(here(), "F001", "tags (!name) are not used here", "if this is text, put it in quotes");
}

bool tree_builder::scalar(yaml_node& into) {
    const auto& data = event_->data.scalar;
    refuse_decoration(data.anchor, data.tag);
    into.is = yaml_node::kind::scalar;
    into.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    into.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
    return true;
}

bool tree_builder::list(yaml_node& into, int depth) {
    const auto& data = event_->data.sequence_start;
    refuse_decoration(data.anchor, data.tag);
    into.is = yaml_node::kind::list;
    while (next()) {
        if (event_->type == YAML_SEQUENCE_END_EVENT) return true;
        if (!node(into.items.emplace_back(), depth + 1)) return false;
    }
    return false;
}

bool tree_builder::entry(yaml_node& into, std::unordered_map<std::string, int>& seen, int depth) {
    if (event_->type != YAML_SCALAR_EVENT) {
        const int column = bare_placeholder(source_, here().line);
        const mark at = column != 0 ? mark{here().line, column} : here();
        say(at, "F001", "a key must be plain text", "if this is a text with a name in braces, put it in quotes");
        return false;
    }
    auto& added = into.entries.emplace_back();
    yaml_node key;
    scalar(key);
    added.key = std::move(key.text);
    added.at = here();
    const auto [first, is_new] = seen.emplace(added.key, added.at.line);
    if (!is_new)
        say(added.at, "F011", "\"" + added.key + "\" is already there, in line " + std::to_string(first->second),
            "keep one of the two lines");
    return next() && node(added.value, depth + 1);
}

bool tree_builder::map(yaml_node& into, int depth) {
    const auto& data = event_->data.mapping_start;
    refuse_decoration(data.anchor, data.tag);
    into.is = yaml_node::kind::map;
    const bool in_braces = data.style == YAML_FLOW_MAPPING_STYLE;
    std::unordered_map<std::string, int> seen;
    while (next()) {
        if (event_->type == YAML_MAPPING_END_EVENT) {
            if (in_braces && into.entries.size() == 1) {
                const auto& only = into.entries.front();
                if (only.value.is == yaml_node::kind::scalar && only.value.text.empty() && !only.value.quoted) {
                    say(into.at, "F001", "a text that begins with \"{\" needs quotes",
                        "put it in quotes: \"{" + only.key + "}\"");
                    into.is = yaml_node::kind::scalar;  // what was meant, so that nobody complains about it again
                    into.text = "{" + only.key + "}";
                    into.entries.clear();
                }
            }
            return true;
        }
        if (!entry(into, seen, depth)) return false;
    }
    return false;
}

bool tree_builder::node(yaml_node& into, int depth) {
    into.at = here();
    if (depth > limits_.depth) {
        say(here(), "F002", "this is nested deeper than " + std::to_string(limits_.depth) + " levels");
        return false;
    }
    if (++nodes_ > limits_.nodes) {
        say(here(), "F002", "the file holds more than " + std::to_string(limits_.nodes) + " values");
        return false;
    }
    if (problems_.size() > most_problems) return false;
    switch (event_->type) {
        case YAML_SCALAR_EVENT:
            return scalar(into);
        case YAML_SEQUENCE_START_EVENT:
            return list(into, depth);
        case YAML_MAPPING_START_EVENT:
            return map(into, depth);
        case YAML_ALIAS_EVENT:
            say(here(), "F001", "aliases (*name) are not used here", "if this is text, put it in quotes");
            return true;
        default:
            say(here(), "F001", "something is missing here");
            return false;
    }
}

std::optional<yaml_node> tree_builder::read() {
    for (const auto& [bytes, what, at] : foreign_beginnings)
        if (source_.starts_with(bytes)) {
            say(at, "F001", what, "save it as plain \"UTF-8\"; editors offer that under \"Save as\"");
            return {};
        }
    if (source_.size() > limits_.bytes) {
        say({1, 1}, "F002", "the file is larger than " + std::to_string(limits_.bytes / 1024) + " kB");
        return {};
    }
    yaml_node root;
    if (!next() || !next()) return {};  // the stream begins; then a document, or the end
    if (event_->type != YAML_DOCUMENT_START_EVENT) {
        say({1, 1}, "F001", "the file is empty");
        return {};
    }
    if (!next() || !node(root, 1) || !next() || !next()) return {};
    if (event_->type == YAML_DOCUMENT_START_EVENT)
        say(here(), "F001", "a second document begins here", "one file holds one document: remove the \"---\"");
    return root;
}

}  // namespace

const yaml_node* yaml_node::find(std::string_view key) const {
    const auto found = std::ranges::find(entries, key, &entry::key);
    return found == entries.end() ? nullptr : &found->value;
}

std::optional<yaml_node> read_yaml(std::string_view file, std::string_view source, std::vector<diagnostic>& problems,
                                   const yaml_limits& limits) {
    return tree_builder(file, source, problems, limits).read();
}

}  // namespace waymark
