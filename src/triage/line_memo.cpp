#include "src/triage/line_memo.hpp"

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_line = 1024;  // bytes
constexpr std::size_t k_max_lines = 128;
constexpr std::uint64_t k_trial = 1024;  // lines after which one in four must have been known

}  // namespace

LineMemo::Answers* LineMemo::at(std::string_view line, std::string_view stamp) {
  if (given_up_ || line.size() > k_max_line) return nullptr;
  key_.assign(line);
  if (!stamp.empty()) {
    const auto begin = static_cast<std::size_t>(stamp.data() - line.data());
    for (std::size_t i = begin; i < begin + stamp.size(); ++i) {
      if (key_[i] >= '0' && key_[i] <= '9') key_[i] = '0';
    }
  }
  ++asked_;
  if (const auto found = lines_.find(key_); found != lines_.end()) {
    ++known_;
    return &found->second;
  }
  given_up_ = asked_ >= k_trial && known_ * 4 < asked_;
  if (given_up_ || lines_.size() >= k_max_lines) lines_.clear();
  return given_up_ ? nullptr : &lines_[key_];
}

}  // namespace sgw::triage
