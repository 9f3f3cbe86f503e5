#pragma once

#include <string>
#include <string_view>

// What the scorer undoes in text. Each gives back only the lines that it changed, decoded, so that what is decoded
// again stays small; empty when there was nothing to do.
namespace sgw::corpus {

std::string undo_backslashes(std::string_view text);  // \n, \", \/, \uXXXX with its pairs, \xNN, \ before anything else
std::string undo_percent(std::string_view text);
std::string undo_form(std::string_view text);      // percent, and + for a blank
std::string undo_entities(std::string_view text);  // the named five, &#…; and &#x…;
std::string undo_doubled(std::string_view text);   // '' and "", and the shell's '\''
std::string undo_blanks(std::string_view text);    // a key's block that was put on one line

// These see the whole text.
std::string undo_colors(std::string_view text);  // ANSI sequences
std::string undo_quoted_printable(std::string_view text);
std::string undo_utf16(std::string_view bytes);                       // with a mark or looking like it
std::string undo_nuls(std::string_view bytes);                        // NUL and CR as line feeds
std::string joined(std::string_view text, std::string_view between);  // lines put together without their indentation

void append_utf8(std::string& out, unsigned long code);

}  // namespace sgw::corpus
