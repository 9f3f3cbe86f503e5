#include "src/app/fitting_writer.hpp"

#include "src/package/file_io.hpp"

#include <utility>

namespace sgw::app {

namespace {

constexpr int k_max_attempts = 24;  // each halves the logs: from the largest size to the least

}  // namespace

FittingWriter::FittingWriter(BundleContent& content, package::BundleOptions archive, std::optional<Pace> pace,
                             Deadline run_end)
    : content_(content), archive_(std::move(archive)), pace_(pace), run_end_(run_end) {}

Result<package::PendingBundle> FittingWriter::write() {
  Error why{ErrorKind::io, "the bundle cannot be made small enough", {}};
  for (int attempt = 0; attempt < k_max_attempts; ++attempt) {
    plan_for_time();
    auto pending = package::PendingBundle::write(archive_, content_.items());
    if (pending && has_time_to_check()) return pending;
    if (pending) {
      pace_->slow_down();
      continue;
    }
    why = std::move(pending).error();
    if (!make_smaller(why)) break;
  }
  if (why.kind != ErrorKind::too_large) return tl::make_unexpected(std::move(why));
  return fail(ErrorKind::io, "the bundle does not fit --max-size even with its logs cut; allow more");
}

Pace::Load FittingWriter::load() const {
  return {content_.cuts().log_bytes() + content_.cuts().other_bytes(), content_.searched_bytes()};
}

// Cuts what could not be packed and checked in the time left. When that is next to nothing, the logs have their least
// size, and the rest is packed however late it is: a small bundle takes a moment.
void FittingWriter::plan_for_time() {
  archive_.deadline.reset();
  if (!pace_) return;
  const auto left = run_end_.left();
  if (!pace_->fits(load(), left)) {
    const std::uint64_t others = content_.cuts().other_bytes();
    const std::uint64_t fits = pace_->bytes_in(left);
    content_.cuts().cut_to(fits > others ? fits - others : 0, k_cut_for_time);
  }
  if (!pace_->fits(load(), left)) return;
  archive_.deadline = run_end_.capped(pace_->packing_share(load(), left));
}

bool FittingWriter::has_time_to_check() const {
  return !archive_.deadline || pace_->check_time(load()) <= run_end_.left();
}

bool FittingWriter::make_smaller(const Error& why) {
  if (why.kind == ErrorKind::timeout) {
    pace_->slow_down();
    return true;
  }
  if (why.kind == ErrorKind::too_large) return content_.cuts().halve("cut to fit --max-size");
  return package::means_no_room(why) && content_.cuts().halve("cut to fit the disk");
}

}  // namespace sgw::app
