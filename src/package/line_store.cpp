#include "src/package/line_store.hpp"

#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace sgw::package {

LineStore::LineStore(std::uint64_t head_bytes, std::uint64_t ring_bytes)
    : head_bytes_(head_bytes), ring_bytes_(ring_bytes), oldest_(head_bytes) {}

std::uint64_t LineStore::place(std::uint64_t position) const {
  return position < head_bytes_ ? position : head_bytes_ + (position - head_bytes_) % ring_bytes_;
}

std::uint64_t LineStore::run(std::uint64_t position) const {
  if (ring_bytes_ == UINT64_MAX) return UINT64_MAX;
  return head_bytes_ + ring_bytes_ - place(position);
}

Result<void> LineStore::append(std::string_view bytes) {
  std::uint64_t position = end_;
  while (!bytes.empty()) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), run(position)));
    // Said before the write: a failed write may have overwritten a part.
    if (ring_bytes_ != UINT64_MAX && position + count > head_bytes_ + ring_bytes_) {
      oldest_ = std::max(oldest_, position + count - ring_bytes_);
    }
    SGW_CHECK(file_.write(place(position), bytes.substr(0, count)));
    bytes.remove_prefix(count);
    position += count;
  }
  end_ = position;
  return {};
}

Result<void> LineStore::read(std::uint64_t begin, std::uint64_t stop, const Take& take) const {
  std::string buffer;
  while (begin < stop) {
    const std::uint64_t count = std::min({stop - begin, run(begin), std::uint64_t{k_chunk_bytes}});
    buffer.resize(static_cast<std::size_t>(count));
    SGW_CHECK(file_.read(place(begin), buffer.data(), buffer.size()));
    SGW_CHECK(take(buffer));
    begin += count;
  }
  return {};
}

Result<std::uint64_t> LineStore::lines(std::uint64_t begin, std::uint64_t stop) const {
  std::uint64_t count = 0;
  char last = '\n';
  SGW_CHECK(read(begin, stop, [&](std::string_view chunk) -> Result<void> {
    count += static_cast<std::uint64_t>(std::count(chunk.begin(), chunk.end(), '\n'));
    last = chunk.back();
    return {};
  }));
  return count + (stop == end_ && last != '\n' ? 1 : 0);
}

Result<std::uint64_t> LineStore::line_start(std::uint64_t position) const {
  std::string buffer;
  while (position > 0) {
    const std::uint64_t count = std::min(position, std::uint64_t{k_chunk_bytes});
    buffer.resize(static_cast<std::size_t>(count));
    SGW_CHECK(file_.read(position - count, buffer.data(), buffer.size()));
    if (const auto at = buffer.rfind('\n'); at != std::string::npos) return position - count + at + 1;
    position -= count;
  }
  return 0;
}

Result<std::uint64_t> LineStore::next_line_start(std::uint64_t position, std::uint64_t floor) const {
  std::uint64_t from = position > floor ? position - 1 : floor;
  std::string buffer;
  while (from < end_) {
    const std::uint64_t count = std::min({end_ - from, run(from), std::uint64_t{k_chunk_bytes}});
    buffer.resize(static_cast<std::size_t>(count));
    SGW_CHECK(file_.read(place(from), buffer.data(), buffer.size()));
    if (const auto at = buffer.find('\n'); at != std::string::npos) return from + at + 1;
    from += count;
  }
  return end_;
}

}  // namespace sgw::package
