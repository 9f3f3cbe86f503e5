#include "collector/log_window.hpp"

#include "collector/log_record.hpp"

namespace sgw::collector {

bool LogWindow::admits(std::string_view line) {
  const bool wanted = is_wanted(line);
  if (!wanted) ++left_out_;
  return wanted;
}

bool LogWindow::is_wanted(std::string_view line) {
  if (range_.by_time()) {
    if (const auto time = parse_time(runtime_time_of(line))) {
      saw_time_ = true;
      in_range_ = (!range_.since || *time >= *range_.since) && (!range_.until || *time <= *range_.until);
    }
    if (!in_range_) return false;
  }
  return ++lines_ > range_.skip;
}

}  // namespace sgw::collector
