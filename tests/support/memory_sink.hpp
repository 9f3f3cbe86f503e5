#pragma once

#include <sgw_diag/redacted_sink.hpp>
#include <sgw_diag/source.hpp>

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace sgw::test {

// What a source wrote, for tests of collector/: raw text opened by RawPeek.
class MemoryRawSink : public RawSink {
 public:
  struct Artifact {
    SafeName source;
    Role role{};
    Format format{};
    std::optional<InstanceId> folder;
    std::vector<InstanceId> instances;
    std::string path;  // the parts joined by '/'
    std::map<std::string, std::string> attributes;
    std::string bytes;
    std::size_t chunks = 0;
    bool finished = false;
    Completeness completeness{};
    ErrorKind error_kind{};
    std::string error;  // "what: subject"
  };
  struct RemarkRow {
    Remark::Kind kind{};
    std::string text, subject, detail;
  };
  struct CallRow {
    std::string verb, target;
    int status = 0;
  };

  InstanceId add_instance(const SafeName& source, RawText name) override;
  std::unique_ptr<RawEntry> open(RawHeader header) override;
  void learn(RawText value, Literal what) override;
  void remark(RawRemark remark) override;
  void call(RawCall call) override;

  // The artifact of that path (of any instance), or nullptr.
  const Artifact* find(std::string_view path) const;

  std::deque<Artifact> artifacts;  // a deque: entries keep pointers
  std::vector<std::string> instances;
  std::vector<std::pair<std::string, std::string>> learnt;  // value, class
  std::vector<RemarkRow> remarks;
  std::vector<CallRow> calls;

 private:
  std::mutex mutex_;
};

// What came out of the gate, for tests of redaction/ and app/.
class MemoryRedactedSink : public RedactedSink {
 public:
  struct Artifact {
    ArtifactHeader header;
    std::string bytes;
    std::vector<std::string> chunks;
    bool finished = false;
    Outcome outcome;
    std::vector<RedactionNote> notes;
  };

  void add_instance(const Instance& instance) override;
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) override;
  void remark(const Remark& remark) override;
  void call(const Call& call) override;

  const Artifact* find(std::string_view path) const;

  std::deque<Artifact> artifacts;
  std::vector<Instance> instances;
  std::vector<Remark> remarks;
  std::vector<Call> calls;

 private:
  std::mutex mutex_;
};

}  // namespace sgw::test
