#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::verify {

// The data of a Kubernetes Secret, as YAML or as JSON with a line for each value: whatever its keys are, no value may
// be there. The kind may stand below the data.
class SecretObjectWatch {
 public:
  // Lines in order; true when it is certain with this one that a Secret's value is shown.
  bool line(std::string_view text);
  void reset() { *this = SecretObjectWatch(); }

 private:
  bool shown() const { return secret_ && value_seen_ && kind_indent_ == data_indent_; }

  bool secret_ = false;  // "kind: Secret" was seen
  bool in_data_ = false;
  bool value_seen_ = false;  // one of the data that is not masked
  std::size_t kind_indent_ = 0;
  std::size_t data_indent_ = 0;
};

}  // namespace sgw::verify
