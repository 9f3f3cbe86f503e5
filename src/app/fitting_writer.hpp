#pragma once

#include "src/app/bundle_content.hpp"
#include "src/app/pace.hpp"

#include <optional>

namespace sgw::app {

// Writes the archive, and cuts logs until it fits: the size, the disk, and the time that there is until `run_end` for
// packing it and for the check after it. Refers to `content`.
class FittingWriter {
 public:
  // Without a pace there is so little to pack that no time is planned.
  FittingWriter(BundleContent& content, package::BundleOptions archive, std::optional<Pace> pace, Deadline run_end);

  // Errors: io, when it does not fit even with the logs cut to their least size, or for any other reason.
  Result<package::PendingBundle> write();

 private:
  Pace::Load load() const;
  void plan_for_time();
  bool has_time_to_check() const;
  bool make_smaller(const Error& why);

  BundleContent& content_;
  package::BundleOptions archive_;
  std::optional<Pace> pace_;
  Deadline run_end_;
};

}  // namespace sgw::app
