#include "src/app/pace.hpp"

#include "src/verify/bundle_check.hpp"

#include <sgw_diag/digest.hpp>

#include <algorithm>
#include <limits>

namespace sgw::app {

namespace {

constexpr std::uint64_t k_worth_measuring = std::uint64_t{8} << 20;  // less is packed and checked in a moment
constexpr std::size_t k_sample_bytes = std::size_t{1} << 20;
constexpr double k_used_of_time = 0.6;     // of what the measurement says: one piece does not speak for all
constexpr double k_longest_packing = 0.8;  // of the time, before packing is given up as too slow

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::chrono::milliseconds rounded(double milliseconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
}

}  // namespace

std::optional<Pace> Pace::measure(const std::vector<Collected>& artifacts, package::ArchiveFormat format,
                                  const std::vector<RawText>& known_values) {
  const package::Spool* largest = nullptr;
  std::uint64_t all = 0;
  for (const Collected& collected : artifacts) {
    if (!collected.spool) continue;
    all += collected.spool->size();
    const bool is_log = collected.record.header.role == Role::log;
    if (is_log && (largest == nullptr || collected.spool->size() > largest->size())) largest = collected.spool.get();
  }
  if (largest == nullptr || all < k_worth_measuring) return std::nullopt;
  auto piece = largest->start(k_sample_bytes);
  if (!piece || piece->size() == 0) return std::nullopt;
  const auto bytes = static_cast<double>(piece->size());

  const verify::SearchedFiles searched{{"piece.log", std::string(Sha256::text_of(piece->view()).view())}};
  std::vector<package::BundleItem> items;
  items.push_back({BundlePath() / "piece.log", *std::move(piece)});
  const package::BundleOptions options{.target = {},
                                       .to_stdout = true,  // written to a file without a name, and never committed
                                       .format = format,
                                       .root = SafeText("sgw-diag"),
                                       .mtime = {},
                                       .max_size = std::numeric_limits<std::uint64_t>::max()};
  const auto begin = Clock::now();
  const auto pending = package::PendingBundle::write(options, items);
  if (!pending) return std::nullopt;
  const double packing = milliseconds_since(begin) / bytes;
  const auto packed = Clock::now();
  verify::check_bundle(pending->readable_path(), known_values);
  const auto checked = Clock::now();
  verify::check_bundle(pending->readable_path(), known_values, {}, searched);
  const double checking = std::chrono::duration<double, std::milli>(checked - packed).count() / bytes;
  return Pace({packing, checking, std::min(checking, milliseconds_since(checked) / bytes)});
}

bool Pace::fits(const Load& load, std::chrono::milliseconds time) const {
  return milliseconds_for(load) <= k_used_of_time * static_cast<double>(time.count());
}

std::uint64_t Pace::bytes_in(std::chrono::milliseconds time) const {
  constexpr double k_more_than_any_log = 1e18;
  const double bytes = k_used_of_time * static_cast<double>(time.count()) / (rates_.packing + rates_.checking);
  return static_cast<std::uint64_t>(std::min(bytes, k_more_than_any_log));
}

std::chrono::milliseconds Pace::packing_share(const Load& load, std::chrono::milliseconds time) const {
  const double packing = rates_.packing * static_cast<double>(load.bytes);
  const double all = milliseconds_for(load);
  return rounded(k_longest_packing * static_cast<double>(time.count()) * (all > 0 ? packing / all : 1));
}

std::chrono::milliseconds Pace::check_time(const Load& load) const {
  const std::uint64_t searched = std::min(load.searched, load.bytes);
  return rounded(rates_.checking * static_cast<double>(load.bytes - searched) +
                 rates_.rechecking * static_cast<double>(searched));
}

void Pace::slow_down() { rates_ = {2 * rates_.packing, 2 * rates_.checking, 2 * rates_.rechecking}; }

double Pace::milliseconds_for(const Load& load) const {
  return rates_.packing * static_cast<double>(load.bytes) + static_cast<double>(check_time(load).count());
}

}  // namespace sgw::app
