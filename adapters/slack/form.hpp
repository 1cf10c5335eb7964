// Form bodies (application/x-www-form-urlencoded) into pairs. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::slack {

constexpr std::size_t form_fields_limit = 100;

class form {
  public:
    /// Empty when a percent sign is not followed by two hex digits, or there are more than form_fields_limit fields.
    [[nodiscard]] static std::optional<form> read(std::string_view body);
    /// The first value of that name; "" when there is none.
    [[nodiscard]] const std::string& operator[](std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

  private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// One value, decoded: plus is a space, %XX a byte. Empty when a percent sign stands wrongly.
[[nodiscard]] std::optional<std::string> form_decoded(std::string_view raw);

}  // namespace waymark::slack
