#pragma once

#include "tests/support/temp_dir.hpp"

#include <re2/re2.h>

#include <filesystem>
#include <set>
#include <string>

namespace sgw::test {

// "Suite.Test" of every test below a folder: for documents that name tests, which must be there.
inline std::set<std::string> names_of_tests(const std::filesystem::path& tests) {
  static const re2::RE2 k_test(R"(\bTEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(tests)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path());
    re2::StringPiece left(text);
    for (std::string suite, test; re2::RE2::FindAndConsume(&left, k_test, &suite, &test);) {
      names.insert(suite.append(".").append(test));
    }
  }
  return names;
}

}  // namespace sgw::test
