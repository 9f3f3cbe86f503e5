#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// The data of Kubernetes Secrets in YAML and in JSON over lines: every value below "data" and "stringData", whatever
// its name, when the object's "kind", before or behind it, is "Secret".
class KubernetesDetector : public Detector {
 public:
  std::vector<std::string> literals() const override {
    return {"kind: secret", "kind\": \"secret", "kind: \"secret", "kind: 'secret", "data:", "data\": {"};
  }
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
