#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

struct Include {
  std::size_t line = 0;  // from 1
  std::string name;      // "sgw_diag/raw.hpp"
  bool angled = false;
};

// One source or header of the project.
struct SourceFile {
  std::string path;                // from the project's root: "src/report/document.cpp"
  std::vector<std::string> lines;  // without comments; what is in string and character literals is blanked
  std::vector<Include> includes;
};

// Parses the text of one file.
SourceFile parse_source(std::string path, std::string_view text);

// Every .cpp and .hpp of the product (include, collector, redaction, src), sorted by path.
std::vector<SourceFile> product_sources();
// Every .cpp and .hpp under tests, sorted by path.
std::vector<SourceFile> test_sources();

// Contracts are named as they are included: "include/sgw_diag/raw.hpp" for <sgw_diag/raw.hpp>.
std::string path_of(const Include& include);

// One line for each rule that is broken: "src/x.cpp:12: why". Joined for a test's message.
using Violations = std::vector<std::string>;
std::string listed(const Violations& violations);
std::string violation(const SourceFile& file, std::size_t line, std::string_view why);

bool is_in(std::string_view path, std::string_view folder_or_file);

}  // namespace sgw::test
