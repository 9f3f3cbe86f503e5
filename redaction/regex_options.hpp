#pragma once

#include <re2/re2.h>

#include <memory>
#include <string_view>

namespace sgw::redaction {

// Latin-1, because in UTF-8 mode a find stops at the first invalid byte and the rest of a secret stays; silent, because
// RE2 would write patterns to standard error; bounded memory for the lazily built automata.
re2::RE2::Options regex_options();

// A pattern of this program's own; one that is none ends the program.
std::unique_ptr<const re2::RE2> compile(std::string_view pattern);

}  // namespace sgw::redaction
