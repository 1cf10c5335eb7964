// The flows, texts and programmes that ship, inside the binary. built_in_scripts.cpp is written by the build.
#pragma once

#include <span>
#include <string_view>

namespace waymark {

struct script_file {
    std::string_view name;  ///< "flows/closing.yaml", "texts/es/closing.yaml", "texts/en/bot.yaml"
    std::string_view text;
};

[[nodiscard]] std::span<const script_file> built_in_scripts();

}  // namespace waymark
