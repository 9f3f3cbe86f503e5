#pragma once

#include "collector/log_window.hpp"

#include <sgw_diag/source.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// The lines of a log in memory that are wanted.
struct LogExcerpt {
  std::string lines;
  std::uint64_t left_out = 0;
};
LogExcerpt excerpt_of(std::string_view log, const LogRange& range, std::optional<std::uint64_t> tail);

// Says that --since, --until or --tail left out `left_out` lines (0: the engine did it, and gave no number) of a log;
// as a warning when they left nothing of it, since an empty log reads like a gateway that printed nothing.
enum class LeftOfLog { some, nothing };
void say_left_out(const SafeName& source, std::string_view log, std::uint64_t left_out, LeftOfLog left, RawSink& sink);

}  // namespace sgw::collector
