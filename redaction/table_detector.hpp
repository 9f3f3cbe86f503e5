#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Values in tables whose first line names the columns: CSV and its relatives, tabs, columns of blanks, Markdown and
// boxed tables. A column with a telling name goes; in a table of names and values the value of each telling name does.
// Also INSERT INTO t (names) VALUES (values).
class TableDetector : public Detector {
 public:
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
