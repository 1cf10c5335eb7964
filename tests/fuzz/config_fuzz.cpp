// Any bytes as the settings: read or refused, with every problem in its place, and no secret in what is said.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "bot/config.hpp"

namespace {

using namespace waymark;

constexpr auto a_secret = "a secret that no text may show";

const surroundings& around() {
    static const surroundings one{[](const std::string& name) -> std::optional<std::string> {
                                      if (name.size() % 2 == 0) return {};
                                      return a_secret;
                                  },
                                  [](const std::string& path) -> std::optional<std::string> {
                                      if (path.size() % 2 == 0) return {};
                                      return std::string(a_secret) + "\n";
                                  }};
    return one;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    std::vector<diagnostic> problems;
    (void)read_config("/etc/waymark/waymark.yaml", source, around(), problems);
    for (const auto& one : problems) {
        const auto shown = show(one, source);
        if (one.code.size() != 4 || shown.empty()) std::abort();
        if (shown.find(a_secret) != std::string::npos && source.find(a_secret) == std::string_view::npos) std::abort();
    }
    return 0;
}
