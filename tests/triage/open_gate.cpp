#include "tests/triage/open_gate.hpp"

#include "tests/support/raw_peek.hpp"
#include "tests/triage/lab.hpp"

#include <utility>
#include <variant>

namespace sgw::triage::test {

namespace {

// Hands on what the real gate would: chunks that end at line ends, or the whole document.
class OpenEntry : public RawEntry {
 public:
  OpenEntry(Format format, std::unique_ptr<RedactedEntry> out) : format_(format), out_(std::move(out)) {}
  OpenEntry(const OpenEntry&) = delete;
  OpenEntry& operator=(const OpenEntry&) = delete;
  ~OpenEntry() override {
    if (out_) OpenEntry::finish(RawOutcome::partial({ErrorKind::cancelled, "the source broke off", {}}));
  }

  void write(RawBytes chunk) override {
    held_ += RawPeek::at(chunk);
    if (format_ == Format::json) return;
    const std::size_t end = held_.rfind('\n');
    if (end == std::string::npos) return;
    out_->write(redacted(std::string_view(held_).substr(0, end + 1)));
    held_.erase(0, end + 1);
  }
  void finish(RawOutcome outcome) override {
    if (!held_.empty()) out_->write(redacted(held_));
    Outcome plain;
    plain.completeness = outcome.completeness;
    std::exchange(out_, nullptr)->finish(plain, {});
  }

 private:
  Format format_;
  std::unique_ptr<RedactedEntry> out_;
  std::string held_;
};

}  // namespace

InstanceId OpenGate::add_instance(const SafeName& source, RawText name) {
  const std::lock_guard lock(mutex_);
  const std::string folder = unique(std::string(RawPeek::at(name)));
  const InstanceId id{static_cast<std::uint32_t>(folders_.size())};
  folders_.push_back(folder);
  out_.add_instance({id, source, safe(RawPeek::at(name)), safe(folder)});
  return id;
}

std::unique_ptr<RawEntry> OpenGate::open(RawHeader raw) {
  std::string path;
  const std::lock_guard lock(mutex_);
  if (raw.folder) path = "gateways/" + folders_.at(static_cast<std::size_t>(*raw.folder)) + "/";
  for (const auto& part : raw.parts) {
    const auto* literal = std::get_if<Literal>(&part);
    path += literal != nullptr ? literal->view() : RawPeek::at(std::get<RawText>(part));
    path += "/";
  }
  if (!path.empty()) path.pop_back();
  ArtifactHeader header;
  header.source = raw.source;
  header.role = raw.role;
  header.format = raw.format;
  header.path = BundlePath() / safe(unique(path));
  header.instances = raw.folder ? std::vector{*raw.folder} : raw.instances;
  return std::make_unique<OpenEntry>(raw.format, out_.open(header));
}

std::string OpenGate::unique(const std::string& path) {
  const std::uint32_t number = ++taken_[path];
  return number == 1 ? path : path + "-" + std::to_string(number);
}

}  // namespace sgw::triage::test
