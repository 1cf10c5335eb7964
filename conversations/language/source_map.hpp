// The strict YAML subset all authored files are written in, as a tree that knows where everything stands. Also used for
// the service's own configuration. No anchors, aliases, tags or further documents; a repeated key is an error.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/language/diagnostic.hpp"

namespace waymark {

struct yaml_node {
    enum class kind { scalar, list, map } is = kind::scalar;
    mark at;
    std::string text;     ///< scalar
    bool quoted = false;  ///< scalar: written in quotes or as a block; then it is text, never a number or a name
    std::vector<yaml_node> items;  ///< list
    struct entry;
    std::vector<entry> entries;  ///< map, in the order written

    [[nodiscard]] const yaml_node* find(std::string_view key) const;
};

struct yaml_node::entry {
    std::string key;
    mark at;
    yaml_node value;
};

/// Limits that keep a hostile or mistaken file from eating the machine.
struct yaml_limits {
    std::size_t bytes = 1 << 20;
    int depth = 32;
    int nodes = 50'000;
};

/// Reads `source`; problems go to `problems` (F001 syntax, F011 the same key twice). Empty when nothing could be read.
[[nodiscard]] std::optional<yaml_node> read_yaml(std::string_view file, std::string_view source,
                                                 std::vector<diagnostic>& problems, const yaml_limits& limits = {});

}  // namespace waymark
