#include "redaction/file_ending.hpp"

#include "redaction/characters.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::redaction {

std::size_t file_ending(std::string_view name) {
  static constexpr std::array<std::string_view, 36> k_endings{
      ".bak", ".bat", ".bin", ".cer", ".cfg",  ".cmd", ".com", ".conf", ".config", ".cpp",  ".cs",   ".csv",
      ".dat", ".dll", ".dmp", ".etl", ".evtx", ".exe", ".gz",  ".html", ".ini",    ".json", ".ldf",  ".log",
      ".mdf", ".msi", ".pdb", ".pfx", ".ps1",  ".py",  ".sys", ".tmp",  ".txt",    ".xml",  ".yaml", ".zip"};
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return 0;
  const std::string ending = lowered(name.substr(dot));
  return std::find(k_endings.begin(), k_endings.end(), ending) == k_endings.end() ? 0 : ending.size();
}

}  // namespace sgw::redaction
