#include "src/package/spool.hpp"

#include "src/package/line_store.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

namespace sgw::package {

namespace {

constexpr std::uint64_t k_least_bytes = 4096;              // a spool of lines is never cut below this
constexpr std::uint64_t k_longest_marker = 160;            // reserved for the line that marks the cut
constexpr std::uint64_t k_head_share = 8;                  // one eighth of the limit is for the start
constexpr std::size_t k_rewrite_piece = k_max_json_bytes;  // a line over this is rewritten in pieces

LineStore store_for(SpoolKind kind, std::uint64_t max_bytes) {
  if (kind == SpoolKind::whole) return {};
  const std::uint64_t head = max_bytes / k_head_share;
  return {head, max_bytes - head};
}

}  // namespace

struct Spool::State {
  SpoolKind kind;
  std::uint64_t max_bytes;
  LineStore store;
  bool finished = false;
  // Of everything ever added. The digest is of use as long as nothing was overwritten: most content needs not be read
  // again to know it.
  std::uint64_t newlines = 0;
  char last = '\n';
  Sha256 sum = {};

  // What is kept: [0, head_end), the cut's line if anything was cut, [tail_start, end).
  std::uint64_t head_end = 0;
  std::uint64_t tail_start = 0;
  std::uint64_t cut_bytes = 0;
  std::uint64_t cut_lines = 0;
  std::uint64_t head_lines = 0;
  SafeText digest;

  std::string marker() const;
  std::uint64_t lines_added() const { return newlines + (last == '\n' ? 0 : 1); }
  std::uint64_t kept() const { return head_end + marker().size() + (store.end() - tail_start); }
  Result<void> leave_out_overwritten();
  Result<void> fit(std::uint64_t limit);
  Result<void> drop(std::uint64_t new_head_end, std::uint64_t new_tail_start);
  Result<void> read(const LineStore::Take& take) const;
  Result<void> sum_up();
};

std::string Spool::State::marker() const {
  if (cut_bytes == 0) return {};
  return "[sgw-diag: " + std::to_string(cut_lines) + " lines, " + std::to_string(cut_bytes) +
         " bytes cut here to keep within the limits of the run]\n";
}

// The ring has lost what lies between the head and its oldest byte; neither end of the gap may be within a line.
Result<void> Spool::State::leave_out_overwritten() {
  SGW_TRY(head_end, store.line_start(max_bytes / k_head_share));
  SGW_TRY(tail_start, store.next_line_start(store.oldest() + 1, store.oldest()));
  SGW_TRY(const std::uint64_t before, store.lines(0, head_end));
  SGW_TRY(const std::uint64_t after, store.lines(tail_start, store.end()));
  cut_bytes = tail_start - head_end;
  cut_lines = lines_added() - before - after;
  return {};
}

Result<void> Spool::State::drop(std::uint64_t new_head_end, std::uint64_t new_tail_start) {
  SGW_TRY(const std::uint64_t from_head, store.lines(new_head_end, head_end));
  SGW_TRY(const std::uint64_t from_tail, store.lines(tail_start, new_tail_start));
  cut_lines += from_head + from_tail;
  cut_bytes += head_end - new_head_end + (new_tail_start - tail_start);
  head_end = new_head_end;
  tail_start = new_tail_start;
  return {};
}

Result<void> Spool::State::fit(std::uint64_t limit) {
  if (kept() <= limit) return {};
  std::uint64_t new_head_end = std::min(head_end, limit / k_head_share);
  if (cut_bytes == 0) new_head_end = limit / k_head_share;
  SGW_TRY(new_head_end, store.line_start(new_head_end));
  if (cut_bytes == 0) head_end = tail_start = new_head_end;
  const std::uint64_t room = limit - new_head_end - k_longest_marker;
  std::uint64_t new_tail_start = tail_start;
  if (store.end() - tail_start > room) {
    SGW_TRY(new_tail_start, store.next_line_start(store.end() - room, tail_start));
  }
  return drop(new_head_end, new_tail_start);
}

Result<void> Spool::State::read(const LineStore::Take& take) const {
  SGW_CHECK(store.read(0, head_end, take));
  if (const std::string line = marker(); !line.empty()) SGW_CHECK(take(line));
  return store.read(tail_start, store.end(), take);
}

Result<void> Spool::State::sum_up() {
  Sha256 sha;
  SGW_CHECK(read([&](std::string_view chunk) -> Result<void> {
    sha.add(chunk);
    return {};
  }));
  digest = sha.text();
  SGW_TRY(head_lines, store.lines(0, head_end));
  return {};
}

Spool::Spool(SpoolKind kind, std::uint64_t max_bytes) {
  if (kind == SpoolKind::lines) max_bytes = std::max(max_bytes, k_least_bytes);
  state_ = std::make_unique<State>(
      State{.kind = kind, .max_bytes = max_bytes, .store = store_for(kind, max_bytes), .digest = {}});
}
Spool::~Spool() = default;
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;

Result<void> Spool::add(const RedactedBytes& bytes) {
  if (state_->finished) std::abort();
  const std::string_view view = bytes.view();
  const std::uint64_t held = state_->store.end();
  if (state_->kind == SpoolKind::whole && (view.size() > state_->max_bytes || held > state_->max_bytes - view.size())) {
    return fail(ErrorKind::too_large, "the content is over its size limit");
  }
  if (view.empty()) return {};
  SGW_CHECK(state_->store.append(view));
  state_->newlines += static_cast<std::uint64_t>(std::count(view.begin(), view.end(), '\n'));
  state_->last = view.back();
  if (!state_->store.overwritten()) state_->sum.add(view);
  return {};
}

Result<void> Spool::finish() {
  if (state_->finished) std::abort();
  state_->finished = true;
  state_->head_end = state_->tail_start = state_->store.end();
  if (!state_->store.overwritten()) {
    state_->digest = state_->sum.text();
    state_->head_lines = state_->lines_added();
    return {};
  }
  SGW_CHECK(state_->leave_out_overwritten());
  SGW_CHECK(state_->fit(state_->max_bytes));
  return state_->sum_up();
}

std::uint64_t Spool::size() const { return state_->kept(); }
SafeText Spool::sha256() const { return state_->digest; }
std::uint64_t Spool::cut_bytes() const { return state_->cut_bytes; }
std::uint64_t Spool::cut_lines() const { return state_->cut_lines; }

Result<void> Spool::shrink(std::uint64_t max_bytes) {
  if (!state_->finished) std::abort();
  max_bytes = std::max(max_bytes, k_least_bytes);
  if (size() <= max_bytes) return {};
  if (state_->kind == SpoolKind::whole) return fail(ErrorKind::too_large, "the content cannot be cut");
  SGW_CHECK(state_->fit(max_bytes));
  return state_->sum_up();
}

Result<void> Spool::read(const std::function<Result<void>(std::string_view)>& take) const {
  if (!state_->finished) std::abort();
  return state_->read(take);
}

Result<RedactedBytes> Spool::start(std::size_t max_bytes) const {
  if (!state_->finished) std::abort();
  std::string bytes;
  SGW_CHECK(state_->store.read(0, std::min<std::uint64_t>(max_bytes, state_->head_end),
                               [&](std::string_view chunk) -> Result<void> {
                                 bytes += chunk;
                                 return {};
                               }));
  return RedactedBytes(PassKey<Spool>(), std::move(bytes));
}

Result<void> Spool::rewrite(const std::function<RedactedBytes(const RedactedBytes&)>& rewrite) {
  if (!state_->finished) std::abort();
  LineStore fresh;
  std::string held;
  const auto hand_over = [&](std::size_t count) -> Result<void> {
    if (count == 0) return {};
    const RedactedBytes before(PassKey<Spool>(), held.substr(0, count));
    held.erase(0, count);
    return fresh.append(rewrite(before).view());
  };
  const auto take = [&](std::string_view chunk) -> Result<void> {
    held += chunk;
    if (state_->kind == SpoolKind::whole) return {};
    const auto line_end = held.rfind('\n');
    if (line_end != std::string::npos) return hand_over(line_end + 1);
    return held.size() < k_rewrite_piece ? Result<void>() : hand_over(held.size());
  };
  SGW_CHECK(state_->store.read(0, state_->head_end, take));
  SGW_CHECK(hand_over(held.size()));
  const std::uint64_t border = fresh.end();
  SGW_CHECK(state_->store.read(state_->tail_start, state_->store.end(), take));
  SGW_CHECK(hand_over(held.size()));

  state_->store = std::move(fresh);
  state_->head_end = state_->tail_start = border;
  if (state_->kind == SpoolKind::lines) SGW_CHECK(state_->fit(state_->max_bytes));
  return state_->sum_up();
}

std::optional<std::uint64_t> Spool::line_after_cut(std::uint64_t line) const {
  if (state_->cut_bytes == 0 || line <= state_->head_lines) return line;
  if (line <= state_->head_lines + state_->cut_lines) return std::nullopt;
  return line - state_->cut_lines + 1;
}

}  // namespace sgw::package
