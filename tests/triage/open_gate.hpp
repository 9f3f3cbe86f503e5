#pragma once

#include <sgw_diag/redacted_sink.hpp>
#include <sgw_diag/source.hpp>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace sgw::triage::test {

// A gate that masks nothing, to compare verdicts with the real one's. It is made of the tests' two ways around the type
// gate (RawPeek, ResourceForge), which the product cannot name.
class OpenGate : public RawSink {
 public:
  explicit OpenGate(RedactedSink& out) : out_(out) {}

  InstanceId add_instance(const SafeName& source, RawText name) override;
  std::unique_ptr<RawEntry> open(RawHeader header) override;
  void learn(RawText /*value*/, Literal /*what*/) override {}
  void remark(RawRemark /*remark*/) override {}
  void call(RawCall /*call*/) override {}

 private:
  std::string unique(const std::string& path);

  RedactedSink& out_;
  std::mutex mutex_;
  std::vector<std::string> folders_;
  std::map<std::string, std::uint32_t> taken_;
};

}  // namespace sgw::triage::test
