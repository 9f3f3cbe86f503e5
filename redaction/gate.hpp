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
  static BundlePath unique(const BundlePath& path, std::set<std::string>& taken);
  std::vector<Attribute> attributes(const std::vector<RawAttribute>& raw) const;
  Outcome outcome(const RawOutcome& raw) const;

  const Redactor& redactor_;
  RedactedSink& out_;
  std::mutex mutex_;               // guards the four below
  std::vector<SafeText> folders_;  // by InstanceId
  std::set<std::string> taken_folders_;
  std::set<std::string> taken_paths_;
  std::set<std::string> refused_;  // classes of values that were too short, each said once
};

}  // namespace sgw::redaction
