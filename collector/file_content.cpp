#include "collector/file_content.hpp"

#include "collector/file_reader.hpp"

#include <sgw_diag/log_name.hpp>
#include <sgw_diag/unpack.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr int k_max_nesting = 3;
constexpr std::size_t k_magic_bytes = 512;

using Read = std::function<std::string_view()>;

// What all levels of one file share.
struct Shared {
  ContentVisitor& visitor;
  const CollectContext& context;
  std::size_t file;
  std::size_t next_member = 0;
};

RawError time_is_up() { return {ErrorKind::cancelled, "the time was up", {}}; }

// One level of packing: hands members on, and keeps packed ones to open them when they are whole.
class Level : public UnpackVisitor {
 public:
  Level(Shared& shared, std::string container, std::string prefix, int depth)
      : shared_(shared), container_(std::move(container)), prefix_(std::move(prefix)), depth_(depth) {}
  ~Level() override { wipe(head_); }

  RawResult<void> run(const Read& read) {
    const auto unpacked = unpack(read, *this, UnpackLimits{});
    if (shared_.context.over()) {
      leave(time_is_up());
      return tl::make_unexpected(time_is_up());
    }
    if (unpacked) return std::move(nested_);
    const RawError error{unpacked.error().kind, unpacked.error().what, {}};
    leave(RawError{error.kind, error.what, RawText(name_)});
    return raw_fail(error.kind, error.what, RawText(container_));
  }

  bool begin(const UnpackedMember& member) override {
    if (!member.regular) return false;
    name_ = member.name.empty() ? container_ : prefix_.empty() ? member.name : prefix_ + "/" + member.name;
    head_.clear();
    state_ = State::unknown;
    return true;
  }

  bool data(std::string_view chunk) override {
    if (shared_.context.over()) return false;
    switch (state_) {
      case State::unknown:
      case State::packed:
        head_ += chunk;
        break;
      case State::open:
        if (!shared_.visitor.data(chunk)) state_ = State::enough;
        break;
      case State::outside:
      case State::skipped:
      case State::enough:
        break;
    }
    if (state_ == State::unknown && head_.size() >= k_magic_bytes) decide();
    if (state_ == State::packed && head_.size() > k_max_nested_bytes) give_up();
    return true;
  }

  void end() override {
    if (state_ == State::unknown) decide();
    if (state_ == State::packed) return open_nested();
    leave(std::nullopt);
  }

 private:
  enum class State { outside, unknown, packed, open, enough, skipped };

  void decide() {
    if (depth_ < k_max_nesting && looks_packed(head_)) {
      state_ = State::packed;
      return;
    }
    state_ = shared_.visitor.begin({shared_.file, shared_.next_member++}, name_) ? State::open : State::skipped;
    if (state_ == State::open && !head_.empty() && !shared_.visitor.data(head_)) state_ = State::enough;
    wipe(head_);
  }

  void leave(std::optional<RawError> broken) {
    if (state_ == State::unknown || state_ == State::packed) {
      // Broken before it was known what it is: nothing of it is shown, but that it was there.
      if (!broken) return;
      state_ = shared_.visitor.begin({shared_.file, shared_.next_member++}, name_) ? State::open : State::skipped;
    }
    const bool inside = state_ == State::open || state_ == State::enough;
    state_ = State::outside;
    wipe(head_);
    if (inside) shared_.visitor.end(std::move(broken));
  }

  void give_up() { leave(RawError{ErrorKind::too_large, "a packed file inside an archive is too large to open", {}}); }

  void open_nested() {
    state_ = State::outside;
    const std::string bytes = std::move(head_);
    bool read_once = false;
    const Read read = [&] { return std::exchange(read_once, true) ? std::string_view() : std::string_view(bytes); };
    Level inner(shared_, name_, std::string(without_archive(name_)), depth_ + 1);
    if (auto result = inner.run(read); !result && nested_) nested_ = std::move(result);
  }

  Shared& shared_;
  std::string container_;
  std::string prefix_;
  int depth_;
  std::string name_;
  std::string head_;
  State state_ = State::outside;
  RawResult<void> nested_;
};

RawResult<void> visit_plain(FileReader& reader, std::string_view first, const FoundFile& file, std::size_t index,
                            ContentVisitor& visitor, const CollectContext& context) {
  if (!visitor.begin({index, 0}, file.name)) return {};
  std::string_view chunk = first;
  while (!chunk.empty()) {
    if (context.over()) {
      visitor.end(time_is_up());
      return {};
    }
    if (!visitor.data(chunk)) break;
    auto next = reader.read();
    if (!next) {
      visitor.end(std::move(next).error());
      return {};
    }
    chunk = *next;
  }
  visitor.end(std::nullopt);
  return {};
}

}  // namespace

RawResult<void> visit_contents(const FoundFile& file, std::size_t index, const std::string& prefix,
                               ContentVisitor& visitor, const CollectContext& context) {
  if (context.over()) return raw_fail(ErrorKind::cancelled, "the time was up", RawText(file.path.string()));
  auto reader = FileReader::open(file.path, file.links);
  if (!reader) return tl::make_unexpected(std::move(reader).error());
  auto first = reader->read();
  if (!first) return tl::make_unexpected(std::move(first).error());
  if (!looks_packed(*first)) return visit_plain(*reader, *first, file, index, visitor, context);

  std::optional<std::string_view> waiting = *first;
  std::optional<RawError> failed;
  const Read read = [&]() -> std::string_view {
    if (waiting) return *std::exchange(waiting, std::nullopt);
    if (context.over()) return {};
    auto chunk = reader->read();
    if (chunk) return *chunk;
    failed = std::move(chunk).error();
    return {};
  };
  Shared shared{visitor, context, index};
  auto result = Level(shared, file.name, prefix, 0).run(read);
  if (failed) return tl::make_unexpected(*std::move(failed));
  return result;
}

}  // namespace sgw::collector
