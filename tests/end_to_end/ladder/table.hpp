#pragma once

#include <string>
#include <vector>

namespace sgw::test {

// One line of the table of all scenarios. Each scenario is a process of its own, so each leaves its line in a file.
struct LadderRow {
  std::string scenario;
  std::string rung;
  std::string failure;
  std::string owner;
  std::string clauses;
  std::string judged;  // "yes", "NO", or why it was not tried
};

// `order` is where it stands in the table.
void leave_row(std::size_t order, const LadderRow& row);

// All that were left since the folder was emptied.
std::vector<LadderRow> rows_left();
std::string ladder_table(const std::vector<LadderRow>& rows);

}  // namespace sgw::test
