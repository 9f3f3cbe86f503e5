#pragma once

#include <sgw_diag/redaction.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace sgw::redaction {

// The only way from the raw side to the safe side: everything that passes is masked by the redactor. It does nothing to
// content itself but give it to a decoder.
class Gate : public RawSink {
 public:
  Gate(const Redactor& redactor, RedactedSink& out) : redactor_(redactor), out_(out) {}

  InstanceId add_instance(const SafeName& source, RawText name) override;
  std::unique_ptr<RawEntry> open(RawHeader raw) override;
  void learn(RawText value, Literal what) override;
  void remark(RawRemark remark) override;
  void call(RawCall call) override;

 private:
  class Entry;
  BundlePath path_of(const RawHeader& header);
  // Names that are taken, and the last number that was put behind each: thousands of files may share one.
  using Taken = std::map<std::string, std::uint32_t>;
  static BundlePath unique(const BundlePath& path, Taken& taken);
  std::vector<Attribute> attributes(const std::vector<RawAttribute>& raw) const;
  Outcome outcome(const RawOutcome& raw) const;

  const Redactor& redactor_;
  RedactedSink& out_;
  std::mutex mutex_;               // guards the four below
  std::vector<SafeText> folders_;  // by InstanceId
  Taken taken_folders_;
  Taken taken_paths_;
  std::set<std::string> refused_;  // classes of values that were too short, each said once
};

}  // namespace sgw::redaction
