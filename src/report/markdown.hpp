#pragma once

#include <sgw_diag/safe_text.hpp>

#include <vector>

namespace sgw::report {

// `text` as plain words in Markdown: one line, nothing in it becomes markup, HTML, a link or a list.
// What stands for a masked value becomes a code span, so that a copy of it can be looked up and turned back.
SafeText markdown_words(const SafeText& text);

// `text` as a code span, whatever backticks are in it. A dash when it is empty.
SafeText markdown_code(const SafeText& text);

// "a, b, c".
SafeText joined(const std::vector<SafeText>& parts, Literal separator);

}  // namespace sgw::report
