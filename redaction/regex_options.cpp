#include "redaction/regex_options.hpp"

#include <cstdlib>

namespace sgw::redaction {

re2::RE2::Options regex_options() {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_max_mem(std::int64_t{2} << 20);
  return options;
}

std::unique_ptr<const re2::RE2> compile(std::string_view pattern) {
  auto regex = std::make_unique<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), regex_options());
  if (!regex->ok()) std::abort();
  return regex;
}

}  // namespace sgw::redaction
