#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace sgw::test {

// A folder of the test's own, removed with everything in it at the end.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  std::filesystem::path write(std::string_view name, std::string_view bytes) const;  // makes folders too

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
// A file under tests/data.
std::string test_data(std::string_view name);

}  // namespace sgw::test
