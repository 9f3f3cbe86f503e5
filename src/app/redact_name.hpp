#pragma once

#include <sgw_diag/source.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::app {

// The way to a file or to a member of an archive: foreign parts, cleaned by the gate only.
class RedactName {
 public:
  explicit RedactName(const std::filesystem::path& path);

  // The name of an archive's member: a folder of the archive's name with the member in it. Whatever the member is
  // called, the result lies in that folder: "..", ".", and an absolute path's root are dropped.
  RedactName member(std::string_view path) const;
  // "app.log.gz" is "app.log" once it is unpacked.
  RedactName without_packing() const;

  Format format() const;  // told by the ending
  RawHeader header(Format format) const;
  std::string path() const;  // for messages; raw

 private:
  void shorten();
  std::vector<std::string> parts_;
};

}  // namespace sgw::app
