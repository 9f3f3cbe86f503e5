#pragma once

#include <sgw_diag/utc_time.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// Ends a stream of stamped lines before the first one that is later than --until: an API that takes a beginning for a
// log (Kubernetes' sinceTime) takes no end. Lines come in order; one without a stamp goes with the one before it.
class LogUntil {
 public:
  using Emit = std::function<void(std::string_view bytes)>;

  // Without a time everything passes.
  explicit LogUntil(std::optional<UtcTime> until) : until_(until) {}

  // False when nothing that comes after this is wanted. Chunks may be cut anywhere.
  bool feed(std::string_view chunk, const Emit& emit);
  void finish(const Emit& emit);

 private:
  bool is_later(std::string_view line_start) const;

  std::optional<UtcTime> until_;
  std::string start_;     // of a line that is not decided on yet
  bool in_line_ = false;  // the line that goes on is wanted
  bool ended_ = false;
};

}  // namespace sgw::collector
