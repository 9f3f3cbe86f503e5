#include "src/app/redact_run.hpp"

#include "src/app/given_file.hpp"
#include "src/package/atomic_file.hpp"
#include "src/package/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace sgw::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_max_files = 100000;

Format format_of(const fs::path& path) {
  const std::string ending = path.extension().string();
  if (ending == ".json") return Format::json;
  if (ending == ".jsonl" || ending == ".ndjson") return Format::jsonl;
  if (ending == ".env") return Format::env;
  return Format::text;
}

// One cleaned artifact: printed at once, or spooled and then written as a file of the tree.
class FilterSink : public RedactedSink {
 public:
  FilterSink(const RedactJob& job, RedactReport& report) : job_(job), report_(report) {}

  void add_instance(const Instance&) override {}
  void remark(const Remark&) override {}
  void call(const Call&) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) override;

  const std::optional<Error>& failure() const { return failure_; }

 private:
  friend class FilterEntry;
  const RedactJob& job_;
  RedactReport& report_;
  std::optional<Error> failure_;
};

class FilterEntry : public RedactedEntry {
 public:
  FilterEntry(FilterSink& sink, BundlePath path)
      : sink_(sink), path_(std::move(path)), spool_(package::SpoolKind::whole, UINT64_MAX) {}

  void write(const RedactedBytes& chunk) override {
    if (sink_.failure_) return;
    if (!sink_.job_.out) {
      if (!sink_.job_.print(chunk)) sink_.failure_ = Error{ErrorKind::io, "the output takes no more", {}};
    } else if (auto added = spool_.add(chunk); !added) {
      sink_.failure_ = std::move(added).error();
    }
  }

  void finish(const Outcome& outcome, const std::vector<RedactionNote>& notes) override {
    ++sink_.report_.files;
    for (const RedactionNote& note : notes) sink_.report_.masked += note.count;
    sink_.report_.withheld_pieces += outcome.withheld_pieces;
    if (outcome.completeness != Completeness::complete) {
      SafeText why = path_.text() + ": " + SafeText(to_literal(outcome.completeness));
      if (outcome.error) why += " (" + outcome.error->text() + ")";
      sink_.report_.problems.push_back(std::move(why));
    }
    const bool cancelled = outcome.error && outcome.error->kind == ErrorKind::cancelled;
    if (!sink_.job_.out || sink_.failure_ || cancelled) return;
    if (auto stored = store(); !stored) {
      sink_.failure_ = std::move(stored).error();
      if (sink_.failure_->subject.empty()) sink_.failure_->subject = path_.text();
    }
  }

 private:
  Result<void> store() {
    SGW_CHECK(spool_.finish());
    const fs::path target = *sink_.job_.out / fs::path(path_.view());
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) return fail(ErrorKind::io, "cannot make a folder for the output", path_.text());
    return package::write_spool(target, spool_, package::Overwrite::no);
  }

  FilterSink& sink_;
  BundlePath path_;
  package::Spool spool_;
};

std::unique_ptr<RedactedEntry> FilterSink::open(const ArtifactHeader& header) {
  return std::make_unique<FilterEntry>(*this, header.path);
}

RawHeader header_for(const fs::path& name, Format format) {
  RawHeader header{.source = SafeName("redact"),
                   .role = Role::other,
                   .format = format,
                   .folder = {},
                   .instances = {},
                   .parts = {},
                   .attributes = {}};
  for (const fs::path& part : name) header.parts.emplace_back(RawText(part.native()));
  return header;
}

struct Input {
  fs::path path;
  fs::path name;  // relative, as it will be in the tree
};

// The files of a folder. What is left out of it is a problem of the report: an empty tree must not look like success.
Result<void> list_folder(const Session& session, const fs::path& given, std::vector<Input>& inputs,
                         RedactReport& report) {
  const auto left_out = [&](const fs::path& path, Literal why) {
    report.problems.push_back(session.shown(path.native()) + ": " + why);
  };
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(given, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    if (entry->is_symlink(ignored)) {
      left_out(path, "left out: a link, which is not followed");
    } else if (entry->is_directory(ignored)) {
      if (::access(path.c_str(), R_OK | X_OK) == 0) continue;
      left_out(path, "left out: no right to read the folder");
      entry.disable_recursion_pending();
    } else if (!entry->is_regular_file(ignored)) {
      left_out(path, "left out: not a plain file");
    } else {
      inputs.push_back({path, path.lexically_relative(given)});
    }
    if (inputs.size() > k_max_files) return fail(ErrorKind::bad_usage, "the folder holds too many files");
  }
  if (error) return fail(ErrorKind::bad_usage, "cannot read the folder");
  return {};
}

Result<std::vector<Input>> list_inputs(const Session& session, const RedactJob& job, RedactReport& report) {
  std::vector<Input> inputs;
  for (const fs::path& given : job.inputs) {
    const auto problem = [&](Error error) {
      return tl::make_unexpected(session.with_subject(std::move(error), given.native()));
    };
    std::error_code error;
    if (!fs::exists(given, error)) return problem({ErrorKind::bad_usage, "there is no such file or folder", {}});
    if (!fs::is_directory(given, error)) {
      inputs.push_back({given, given.filename()});
      continue;
    }
    if (!job.out) {
      return problem({ErrorKind::bad_usage, "a folder needs -o OUT, where the cleaned tree goes", {}});
    }
    if (auto listed = list_folder(session, given, inputs, report); !listed) return problem(std::move(listed).error());
  }
  std::sort(inputs.begin(), inputs.end(), [](const Input& left, const Input& right) { return left.name < right.name; });
  return inputs;
}

}  // namespace

Result<RedactReport> redact(const Session& session, const RedactJob& job, const std::stop_token& stop) {
  RedactReport report;
  FilterSink sink(job, report);
  const auto gate = session.redactor().gate(sink);
  const auto feed = [&](RawHeader header, const auto& read) -> Result<void> {
    const auto entry = gate->open(std::move(header));
    const auto take = [&](std::string_view chunk) {
      entry->write(RawBytes(chunk));
      return !stop.stop_requested() && !sink.failure();
    };
    auto done = read(take);
    if (done && stop.stop_requested()) done = fail(ErrorKind::cancelled, "stopped");
    entry->finish(done ? RawOutcome::complete() : RawOutcome::partial({done.error().kind, done.error().what, {}}));
    if (sink.failure()) return tl::make_unexpected(*sink.failure());
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
    return {};
  };
  if (job.inputs.empty()) {
    const auto read = [&](const TakeChunk& take) { return stream_standard_input(take, stop); };
    SGW_CHECK(feed(header_for("standard-input", Format::text), read));
    return report;
  }
  SGW_TRY(const std::vector<Input> inputs, list_inputs(session, job, report));
  for (const Input& input : inputs) {
    const auto read = [&](const TakeChunk& take) { return stream_given_file(input.path, take); };
    SGW_CHECK(feed(header_for(input.name, format_of(input.path)), read));
  }
  return report;
}

}  // namespace sgw::app
