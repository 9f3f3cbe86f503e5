#include "src/triage/engine_events.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sgw::triage {

void for_each_event(const SafeText& text, const std::function<void(const EngineEvent&)>& take) {
  const std::string_view view = text.view();
  std::uint64_t line = 0;
  for (std::size_t from = 0; from < view.size();) {
    const std::size_t end = std::min(view.find('\n', from), view.size());
    SafeText row = text.part(from, end - from);
    from = end + 1;
    ++line;
    auto json = SafeJson::parse(row);
    if (json) take({*std::move(json), std::move(row), line});
  }
}

}  // namespace sgw::triage
