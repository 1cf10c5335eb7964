// Takes typed values out of a YAML tree and says precisely what is wrong with those that do not fit.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conversations/language/source_map.hpp"

namespace waymark {

/// The keys of one kind of map in a file. `name` is how it is called in a problem: "a step".
struct key_set {
    std::string_view name;
    std::vector<std::string> known;
};

/// One file being read: where problems go, and what later checks must not complain about again.
struct reading {
    std::string file;
    std::string_view source;
    std::vector<diagnostic>& problems;
    std::set<std::string> unclear_steps = {};  ///< steps whose answer could not be read
    std::vector<std::string> people = {};      ///< the roles; empty when they could not be read
    bool table = false;                        ///< values stand in the cells of a table
    std::vector<const key_set*> levels = {};   ///< every kind of map in this kind of file
    std::set<std::string> misplaced = {};      ///< keys found in a map of another kind; they are missing in their own

    /// What to do about a missing value.
    [[nodiscard]] std::string how_to_add(std::string_view key, std::string_view example) const;

    void error(mark at, std::string code, std::string text, std::string suggestion = {});
    void warning(mark at, std::string code, std::string text, std::string suggestion = {});
    /// An error about a word that is not among `known`, with the nearest of them or the whole list as a suggestion.
    void unknown(mark at, std::string code, std::string text, std::string_view word,
                 const std::vector<std::string>& known);
};

/// Every kind of map a flow or translation file holds; the JSON Schema files have the same keys.
namespace keys {
extern const key_set flow, step, rule, remind, give_up, otherwise, branch, answer, each, labels, actions, slowest,
    end_pair, translation, entry;
}

/// A map of the file, read key by key. All problems go to `in`; the functions return empty values then. A key with a
/// slip ("asnwer") is reported and then read as what it means, so that one mistake is one problem.
class map_reader {
  public:
    /// `node` must be a map with none but the keys of `known`; otherwise that is reported.
    map_reader(reading& in, const yaml_node& node, const key_set& known);

    [[nodiscard]] bool is_map() const { return node_.is == yaml_node::kind::map; }
    [[nodiscard]] const yaml_node* find(std::string_view key) const;
    /// Some key is not known and means none that is; what seems to be missing may be there under that name.
    [[nodiscard]] bool has_stray() const { return has_stray_; }
    [[nodiscard]] mark at() const { return node_.at; }
    [[nodiscard]] mark key_at(std::string_view key) const;
    /// The value, or null after reporting that the key is missing (F012).
    [[nodiscard]] const yaml_node* need(std::string_view key, std::string_view example) const;
    /// Reports that `key` is missing, unless another problem explains it.
    void missing(std::string_view key, mark at, std::string code, std::string text, std::string suggestion) const;

  private:
    void unknown_key(const yaml_node::entry& entry);
    void wrong_shape();

    reading& in_;
    const yaml_node& node_;
    const key_set& known_;
    std::vector<std::pair<std::string, const yaml_node::entry*>> slips_;  ///< by the key that was meant
    bool has_stray_ = false;
};

/// The scalar's text without space at its end; empty after reporting that it is not a text or empty (F013).
[[nodiscard]] std::string read_text(reading& in, const yaml_node& node, std::string_view what);
/// A name as authors may choose them: small letters, digits and _, at most 48 (F014).
[[nodiscard]] name_ref read_name(reading& in, const yaml_node& node, std::string_view what);
/// The short name of a language: "en", "pt-BR".
[[nodiscard]] std::string read_language(reading& in, const yaml_node& node);
[[nodiscard]] std::optional<span> read_span(reading& in, const yaml_node& node);
[[nodiscard]] std::optional<int> read_whole(reading& in, const yaml_node& node, int least, int most);
[[nodiscard]] std::optional<double> read_number(reading& in, const yaml_node& node);
/// "1 to 5".
[[nodiscard]] std::optional<std::pair<double, double>> read_range(reading& in, const yaml_node& node);
/// Only `true`; anything else is reported, as leaving the line out says the opposite.
[[nodiscard]] bool read_true(reading& in, const yaml_node& node);
/// A list of names, or one name alone.
[[nodiscard]] std::vector<name_ref> read_names(reading& in, const yaml_node& node, std::string_view what);

/// How a kind of node is called in a problem.
[[nodiscard]] std::string_view kind_word(const yaml_node& node);
[[nodiscard]] std::string joined(const std::vector<std::string>& words);
/// The place of the n-th `needle` (from 0) in the source at or after `from`; `from` itself when it is not there.
[[nodiscard]] mark place_in(std::string_view source, mark from, std::string_view needle, int nth = 0);

}  // namespace waymark
