#include "tests/end_to_end/ladder/table.hpp"

#include "tests/support/temp_dir.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sgw::test {

namespace {

constexpr std::size_t k_columns = 6;
using Cells = std::array<std::string, k_columns>;

Cells cells_of(const LadderRow& row) {
  return {row.scenario, row.rung, row.failure, row.owner, row.clauses, row.judged};
}

std::string line_of(const Cells& cells, const std::array<std::size_t, k_columns>& widths) {
  std::string line;
  for (std::size_t i = 0; i < k_columns; ++i) {
    line += (i == 0 ? "" : " | ") + cells[i];
    if (i + 1 < k_columns) line.append(widths[i] - cells[i].size(), ' ');
  }
  return line + "\n";
}

}  // namespace

void leave_row(std::size_t order, const LadderRow& row) {
  std::filesystem::create_directories(SGW_LADDER_ROWS);
  std::string text;
  for (const std::string& cell : cells_of(row)) text += cell + "\n";
  const std::string number = std::to_string(1000 + order);
  std::ofstream(std::string(SGW_LADDER_ROWS) + "/" + number + "-" + row.scenario) << text;
}

std::vector<LadderRow> rows_left() {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(SGW_LADDER_ROWS)) {
    for (const auto& entry : std::filesystem::directory_iterator(SGW_LADDER_ROWS)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<LadderRow> rows;
  for (const auto& file : files) {
    std::istringstream lines(read_file(file));
    LadderRow row;
    for (std::string* cell : {&row.scenario, &row.rung, &row.failure, &row.owner, &row.clauses, &row.judged})
      std::getline(lines, *cell);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string ladder_table(const std::vector<LadderRow>& rows) {
  std::vector<Cells> all{{"scenario", "first broken rung", "failure", "owner", "clauses", "as expected"}};
  for (const LadderRow& row : rows) all.push_back(cells_of(row));
  std::array<std::size_t, k_columns> widths{};
  for (const Cells& cells : all) {
    for (std::size_t i = 0; i < k_columns; ++i) widths[i] = std::max(widths[i], cells[i].size());
  }
  std::string text;
  for (const Cells& cells : all) text += line_of(cells, widths);
  const auto good = std::count_if(rows.begin(), rows.end(), [](const LadderRow& row) { return row.judged == "yes"; });
  return "Broken rungs of the connectivity ladder, whose they are and by which clause\n" + text + std::to_string(good) +
         " of " + std::to_string(rows.size()) + " as expected\n";
}

}  // namespace sgw::test
