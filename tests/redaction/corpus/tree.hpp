#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::corpus {

// All three throw std::runtime_error with the path.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);  // makes folders too
std::vector<std::string> files_under(const std::filesystem::path& folder);   // relative, sorted

}  // namespace sgw::corpus
