#include "tests/support/packing.hpp"

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <stdexcept>

namespace sgw::test {

namespace {

std::string made_by(Argv argv, const std::filesystem::path& made) {
  const auto result = run(argv);
  if (result.exit_code != 0) throw std::runtime_error("bsdtar: " + result.err);
  return read_file(made);
}

}  // namespace

std::string archive_of(const std::map<std::string, std::string>& members, const std::string& ending) {
  const TempDir files;
  const TempDir out;
  const auto made = out / ("made." + ending);
  Argv argv{"bsdtar", "-caf", made.string(), "-C", files.path().string()};
  for (const auto& [name, bytes] : members) {
    files.write(name, bytes);
    argv.push_back(name);
  }
  return made_by(std::move(argv), made);
}

std::string compressed(const std::string& bytes, const std::string& filter) {
  const TempDir files;
  const TempDir out;
  files.write("plain", bytes);
  const auto made = out / "made";
  return made_by(
      {"bsdtar", "-cf", made.string(), "--format", "raw", "--" + filter, "-C", files.path().string(), "plain"}, made);
}

}  // namespace sgw::test
