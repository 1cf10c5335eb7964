// The icons of the Teams app, PNG files inside the binary. icons.cpp is written by the build from deploy/teams/.
#pragma once

#include <string_view>

namespace waymark {

[[nodiscard]] std::string_view color_icon();    ///< 192 x 192
[[nodiscard]] std::string_view outline_icon();  ///< 32 x 32, white on nothing

}  // namespace waymark
