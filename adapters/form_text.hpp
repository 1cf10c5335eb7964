// Text as it stands in addresses and in forms.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// Everything but letters, digits and "-_.~" as percent signs and numbers: good in a path, a query and a form.
[[nodiscard]] std::string form_encoded(std::string_view text);

}  // namespace waymark
