#include "src/app/redact_sink.hpp"

#include "src/package/atomic_file.hpp"
#include "src/package/spool.hpp"

#include <algorithm>
#include <system_error>

namespace sgw::app {

namespace {

std::uint64_t unread_bytes(const ArtifactHeader& header) {
  for (const Attribute& attribute : header.attributes) {
    const auto* bytes = std::get_if<std::int64_t>(&attribute.value);
    if (attribute.key == k_unread_bytes && bytes != nullptr) return static_cast<std::uint64_t>(*bytes);
  }
  return 0;
}

}  // namespace

class RedactSink::Entry : public RedactedEntry {
 public:
  Entry(RedactSink& sink, BundlePath path, std::uint64_t unread)
      : sink_(sink), path_(std::move(path)), unread_(unread), spool_(package::SpoolKind::whole, UINT64_MAX) {}

  void write(const RedactedBytes& chunk) override {
    if (sink_.failure_) return;
    if (!sink_.job_.out) {
      if (!sink_.job_.print(chunk)) sink_.failure_ = Error{ErrorKind::io, "the output takes no more", {}};
    } else if (auto added = spool_.add(chunk); !added) {
      sink_.failure_ = std::move(added).error();
    }
  }

  void finish(const Outcome& outcome, const std::vector<RedactionNote>& notes) override {
    sink_.report_.files.push_back({path_.text(), to_literal(outcome.completeness),
                                   outcome.error ? outcome.error->text() : SafeText(), outcome.withheld_bytes + unread_,
                                   outcome.withheld_pieces, notes});
    const bool cancelled = outcome.error && outcome.error->kind == ErrorKind::cancelled;
    const bool missing = outcome.completeness == Completeness::missing;
    if (!sink_.job_.out || sink_.failure_ || cancelled || missing) return;
    if (auto stored = store(); !stored) {
      sink_.failure_ = std::move(stored).error();
      if (sink_.failure_->subject.empty()) sink_.failure_->subject = path_.text();
    }
  }

 private:
  Result<void> store() {
    SGW_CHECK(spool_.finish());
    const std::filesystem::path target = *sink_.job_.out / std::filesystem::path(path_.view());
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) return fail(ErrorKind::io, "cannot make a folder for the output", path_.text());
    return package::write_spool(target, spool_, package::Overwrite::no);
  }

  RedactSink& sink_;
  BundlePath path_;
  std::uint64_t unread_;
  package::Spool spool_;
};

std::unique_ptr<RedactedEntry> RedactSink::open(const ArtifactHeader& header) {
  return std::make_unique<Entry>(*this, place(header.path), unread_bytes(header));
}

BundlePath RedactSink::place(const BundlePath& path) {
  const std::string_view text = path.view();
  BundlePath placed;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    const bool last = end == text.size();
    const BundlePath next = placed / path.text().part(begin, end - begin);
    const auto taken = [&](const BundlePath& candidate) {
      const std::string name(candidate.view());
      return files_.contains(name) || (last && folders_.contains(name));
    };
    placed = next;
    for (std::uint32_t number = 2; taken(placed); ++number) placed = next.with_suffix(number);
    (last ? files_ : folders_).emplace(placed.view());
    begin = end + 1;
  }
  return placed;
}

}  // namespace sgw::app
