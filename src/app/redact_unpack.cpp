#include "src/app/redact_unpack.hpp"

#include "src/app/docker_text.hpp"

#include <algorithm>
#include <utility>

namespace sgw::app {

namespace {

constexpr std::size_t k_decide_bytes = 512;  // a tar header; every other format is told by less
constexpr Literal k_too_much = "it unpacks to more than one input may";
constexpr std::string_view k_note = "<withheld:archive>\n";

RawError raw(const Error& error) { return {error.kind, error.what, {}}; }

// A file on its way to the gate, without the frames that it may have.
class Passing {
 public:
  // `first` are its first bytes; they are not written yet.
  Passing(RawSink& gate, const RedactName& name, std::string_view first) {
    if (DockerText::begins(first)) framed_.emplace();
    entry_ = gate.open(name.header(framed_ ? Format::text : name.format()));
    write(first);
  }

  void write(std::string_view chunk) {
    if (!framed_) {
      entry_->write(RawBytes(chunk));
    } else if (!broken_) {
      broken_ = !framed_->add(chunk, [this](std::string_view lines) { entry_->write(RawBytes(lines)); });
    }
  }

  void finish(RawOutcome outcome) {
    if (framed_ && !broken_) framed_->finish([this](std::string_view line) { entry_->write(RawBytes(line)); });
    if (broken_ && outcome.completeness == Completeness::complete)
      outcome = RawOutcome::partial({ErrorKind::protocol, "the frames of its streams are not well-formed", {}});
    entry_->finish(std::move(outcome));
  }

 private:
  std::unique_ptr<RawEntry> entry_;
  std::optional<DockerText> framed_;
  bool broken_ = false;
};

}  // namespace

// One member while it is unpacked: first nobody knows what it is, then it goes to the gate, or is kept to be unpacked
// itself, or is only counted. Destroyed without end() or abandon() it leaves nothing.
class RedactFeed::Member {
 public:
  // `depth` of the archive that it is in: 1 for an input.
  Member(RedactFeed& feed, RedactName name, int depth) : feed_(feed), name_(std::move(name)), depth_(depth) {}
  ~Member() { release(); }
  Member(const Member&) = delete;
  Member& operator=(const Member&) = delete;

  void add(std::string_view chunk) {
    if (passing_) {
      passing_->write(chunk);
    } else if (refusal_) {
      unread_ += chunk.size();
    } else {
      hold(chunk);
    }
  }

  void end() {
    if (!decided_) decide();
    if (passing_) {
      passing_->finish(RawOutcome::complete());
    } else if (refusal_) {
      feed_.withhold(name_, *refusal_, unread_);
    } else {
      feed_.unpack(name_, depth_ + 1, [this, at = std::size_t{0}]() mutable -> Result<std::string_view> {
        const std::string_view chunk = std::string_view(held_).substr(at, k_chunk_bytes);
        at += chunk.size();
        return chunk;
      });
    }
  }

  // The archive broke off in the middle of it.
  void abandon(const Error& why) {
    if (!decided_ && !held_.empty()) decide();
    if (passing_) {
      passing_->finish(RawOutcome::partial(raw(why)));
    } else {
      feed_.withhold(name_, refusal_.value_or(why), unread_ + held_.size());
    }
  }

 private:
  void hold(std::string_view chunk) {
    if (feed_.held_ + chunk.size() > feed_.limits_.held) {
      refuse({ErrorKind::too_large, "a packed file in an archive, too large to be unpacked in memory", {}});
      unread_ += chunk.size();
      return;
    }
    held_ += chunk;
    feed_.held_ += chunk.size();
    if (!decided_ && held_.size() >= k_decide_bytes) decide();
  }

  void decide() {
    decided_ = true;
    if (refusal_) return;
    if (!looks_packed(held_)) {
      passing_.emplace(*feed_.gate_, name_, held_);
      release();
    } else if (depth_ >= feed_.limits_.depth) {
      refuse({ErrorKind::too_large, "an archive in an archive, too deep to be unpacked", {}});
    }
  }

  void refuse(Error why) {
    refusal_ = std::move(why);
    unread_ = held_.size();
    release();
  }

  void release() {
    feed_.held_ -= held_.size();
    wipe(held_);
    held_.shrink_to_fit();
  }

  RedactFeed& feed_;
  RedactName name_;
  int depth_;
  bool decided_ = false;
  std::string held_;
  std::optional<Passing> passing_;
  std::optional<Error> refusal_;
  std::uint64_t unread_ = 0;
};

// One archive, or one compressed file, while it is unpacked.
class RedactFeed::Level : public UnpackVisitor {
 public:
  Level(RedactFeed& feed, const RedactName& name, int depth) : feed_(feed), name_(name), depth_(depth) {}

  bool begin(const UnpackedMember& member) override {
    if (feed_.over()) return false;
    const bool in_archive = !member.name.empty();
    const RedactName name = in_archive ? name_.member(member.name) : name_.without_packing();
    if (in_archive && !feed_.job_.out) {
      feed_.failure_ = feed_.session_.with_subject(
          {ErrorKind::bad_usage, "an archive needs -o OUT, where its members go", {}}, name_.path());
      return false;
    }
    is_archive_ = is_archive_ || in_archive;
    refusal_ = feed_.spend(0, 1);
    if (refusal_ || member.folder) return false;
    if (!member.regular) {
      feed_.leave_out(name, "a link or a device in an archive");
      return false;
    }
    member_.emplace(feed_, name, depth_);
    return true;
  }

  bool data(std::string_view chunk) override {
    refusal_ = feed_.spend(chunk.size(), 0);
    if (refusal_) return false;
    member_->add(chunk);
    return !feed_.over();
  }

  void end() override {
    if (!feed_.over()) member_->end();
    member_.reset();
    is_single_ = !is_archive_;
  }

  const std::optional<Error>& refusal() const { return refusal_; }

  // `unread`: bytes of what it is packed in that were not looked at.
  void abandon(const Error& why, std::uint64_t packed, std::uint64_t unread) {
    const bool in_member = member_.has_value();
    if (in_member) member_->abandon(why);
    member_.reset();
    if (is_archive_) {
      feed_.withhold(name_.member("withheld"), why, unread);
    } else if (!in_member) {
      feed_.withhold(name_, why, is_single_ ? unread : packed);
    }
  }

 private:
  RedactFeed& feed_;
  const RedactName& name_;
  int depth_;
  bool is_archive_ = false;
  bool is_single_ = false;  // a compressed file, and all of it was read
  std::optional<Member> member_;
  std::optional<Error> refusal_;
};

RedactFeed::RedactFeed(const Session& session, const RedactJob& job, RedactReport& report, std::stop_token stop,
                       RedactLimits limits)
    : session_(session),
      job_(job),
      report_(report),
      stop_(std::move(stop)),
      limits_(limits),
      sink_(job, report),
      gate_(session.redactor().gate(sink_)) {}

RedactFeed::~RedactFeed() = default;

Result<void> RedactFeed::feed(const RedactName& name, const Read& read) {
  left_ = limits_.unpack;
  std::string first;
  // A line that somebody waits for is not held up until there are more.
  while (first.size() < k_decide_bytes && !first.ends_with('\n')) {
    const auto chunk = read();
    if (!chunk && first.empty()) {
      gate_->open(name.header(Format::text))->finish(RawOutcome::missing(raw(chunk.error())));
      return {};
    }
    if (!chunk || chunk->empty()) break;  // an error comes again
    first += *chunk;
  }
  looks_packed(first) ? feed_packed(name, first, read) : feed_plain(name, first, read);
  wipe(first);
  if (failure_) return tl::make_unexpected(*failure_);
  if (sink_.failure()) return tl::make_unexpected(*sink_.failure());
  if (stop_.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
  return {};
}

void RedactFeed::feed_plain(const RedactName& name, std::string_view first, const Read& read) {
  Passing passing(*gate_, name, first);
  while (!over()) {
    const auto chunk = read();
    if (!chunk) return passing.finish(RawOutcome::partial(raw(chunk.error())));
    if (stop_.stop_requested()) return;
    if (chunk->empty()) return passing.finish(RawOutcome::complete());
    passing.write(*chunk);
  }
}

void RedactFeed::feed_packed(const RedactName& name, std::string_view first, const Read& read) {
  unpack(name, 1, [&]() -> Result<std::string_view> {
    const std::string_view begin = std::exchange(first, {});
    return begin.empty() ? read() : Result<std::string_view>(begin);
  });
}

void RedactFeed::unpack(const RedactName& name, int depth, const Read& read) {
  Level level(*this, name, depth);
  std::optional<Error> why;
  std::uint64_t packed = 0;
  const auto pull = [&]() -> std::string_view {
    if (over() || why) return {};
    const auto chunk = read();
    if (!chunk) why = chunk.error();
    packed += chunk ? chunk->size() : 0;
    return chunk.value_or(std::string_view());
  };
  const auto unpacked = sgw::unpack(pull, level, left_);
  if (!why) why = level.refusal();
  if (!why && !unpacked) why = unpacked.error();
  if (over() || !why) return;
  const std::uint64_t looked_at = packed;
  std::optional<Error> reason = std::exchange(why, std::nullopt);
  while (!pull().empty()) continue;  // what is left is counted, and its writer is not cut off
  if (!over()) level.abandon(*reason, packed, packed - looked_at);
}

void RedactFeed::withhold(const RedactName& name, const Error& why, std::uint64_t bytes) {
  RawHeader header = name.header(Format::text);
  header.attributes.push_back({k_unread_bytes, static_cast<std::int64_t>(bytes)});
  const auto entry = gate_->open(std::move(header));
  entry->write(RawBytes(k_note));
  entry->finish(RawOutcome::withheld(raw(why)));
}

void RedactFeed::leave_out(const RedactName& name, Literal why) {
  report_.files.push_back({session_.shown_path(name.path()), "left out", SafeText(why), 0, 0, {}});
}

std::optional<Error> RedactFeed::spend(std::uint64_t bytes, std::uint32_t members) {
  if (bytes > left_.max_bytes || members > left_.max_members) return Error{ErrorKind::too_large, k_too_much, {}};
  left_.max_bytes -= bytes;
  left_.max_members -= members;
  return std::nullopt;
}

}  // namespace sgw::app
