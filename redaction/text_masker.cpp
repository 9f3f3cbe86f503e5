#include "redaction/text_masker.hpp"

#include "redaction/env_redactor.hpp"
#include "redaction/json_redactor.hpp"
#include "redaction/named_value_detector.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/token.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::redaction {

TextMasker::TextMasker(const Engine& engine, Tally& tally, LineKind kind, LineMasker::Scope scope)
    : engine_(engine), tally_(tally), kind_(kind), masker_(engine, tally, scope), scope_(scope) {}

TextMasker::~TextMasker() = default;

void TextMasker::lines(std::string_view block, std::string& out) {
  may_begin_key_ = block.find("-----BEGIN ") != std::string_view::npos;
  std::size_t kept_from = 0;  // lines that stay as they are go out in one piece
  std::size_t at = 0;
  while (at < block.size()) {
    const void* newline = std::memchr(block.data() + at, '\n', block.size() - at);
    const std::size_t end =
        newline == nullptr ? block.size() : static_cast<std::size_t>(static_cast<const char*>(newline) - block.data());
    const std::size_t next = newline == nullptr ? end : end + 1;
    std::string_view line = block.substr(at, end - at);
    if (newline != nullptr && line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view line_end = block.substr(at + line.size(), next - at - line.size());
    std::string changed;
    if (one_line(line, line_end, changed)) {
      out.append(block.substr(kept_from, at - kept_from)).append(changed);
      kept_from = next;
    }
    at = next;
  }
  out.append(block.substr(kept_from));
}

bool TextMasker::one_line(std::string_view line, std::string_view line_end, std::string& out) {
  if (key_.open()) {
    key_line(line, line_end, out);
    return true;
  }
  if (std::memchr(line.data(), '\0', line.size()) != nullptr) {
    tally_.withheld(line.size());
    out.append(k_withheld_binary).append(line_end);
    return true;
  }
  if (scope_ == LineMasker::Scope::everything) {
    if (after_endless_key_) {
      const bool still = PemBlock::looks_like_key_material(line) || PemBlock::end_in(line) != std::string_view::npos;
      after_endless_key_ = still;
      if (still) {
        tally_.withheld(line.size());
        out.append(k_withheld_block).append(line_end);
        return true;
      }
    }
    if (const std::size_t begin = may_begin_key_ ? PemBlock::begin_in(line) : std::string_view::npos;
        begin != std::string_view::npos) {
      begin_key(line, begin, line_end, out);
      return true;
    }
  }
  if (!ordinary_line(line, out)) return false;
  out.append(line_end);
  return true;
}

bool TextMasker::ordinary_line(std::string_view line, std::string& out) {
  if (kind_ == LineKind::jsonl && looks_like_json(line)) {
    if (json_ == nullptr) json_ = std::make_unique<JsonRedactor>(engine_, tally_, scope_);
    if (const auto changed = json_->redact(line)) {
      out.append(*changed);
      return true;
    }
  }
  Finds extra;
  if (scope_ == LineMasker::Scope::everything) {
    if (kind_ == LineKind::env) add_env_value(line, *engine_.named_value, extra);
    if (secret_named_) {
      const LoneValue value = lone_value(line);
      const bool secret =
          value.end > value.begin && !is_harmless_value(line.substr(value.begin, value.end - value.begin));
      if (secret) extra.push_back({value.begin, value.end, engine_.named_value, {}, false});
    }
    secret_named_ = !lone_secret_name(line).empty();
  }
  return masker_.mask(line, out, extra);
}

void TextMasker::begin_key(std::string_view line, std::size_t at, std::string_view line_end, std::string& out) {
  const std::string_view before = line.substr(0, at);
  if (!masker_.mask(before, out)) out.append(before);
  key_.add(line.substr(at), line_end);
}

void TextMasker::key_line(std::string_view line, std::string_view line_end, std::string& out) {
  const std::size_t end = PemBlock::end_in(line);
  key_.add(line.substr(0, end), line_end);
  if (end != std::string_view::npos) {
    end_key(line.substr(end), out);
  } else if (key_.full()) {
    give_up_key(out);
    after_endless_key_ = true;
  }
}

void TextMasker::end_key(std::string_view tail, std::string& out) {
  Find find;
  find.label = engine_.private_key;
  const std::string shown = masker_.replacement(find, key_.content());
  tally_.masked(*engine_.private_key);
  const auto& line_ends = key_.line_ends();
  for (std::size_t i = 0; i < line_ends.size(); ++i) {
    out.append(shown);
    if (i + 1 == line_ends.size() && !masker_.mask(tail, out)) out.append(tail);
    out.append(line_ends[i]);
  }
  key_.clear();
}

void TextMasker::give_up_key(std::string& out) {
  tally_.withheld(key_.content().size());
  for (const std::string& line_end : key_.line_ends()) out.append(k_withheld_block).append(line_end);
  key_.clear();
}

void TextMasker::finish(std::string& out) {
  if (key_.open()) give_up_key(out);
  after_endless_key_ = false;
  secret_named_ = false;
}

std::size_t TextMasker::window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                               std::string& out) {
  if (key_.open()) {
    give_up_key(out);
    after_endless_key_ = true;
  }
  if (std::memchr(window.data(), '\0', window.size()) != nullptr) {
    tally_.withheld(end - begin);
    out.append(k_withheld_binary);
    return end;
  }
  return masker_.mask_window(window, begin, end, more, out);
}

}  // namespace sgw::redaction
