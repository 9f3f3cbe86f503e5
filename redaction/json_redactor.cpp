#include "redaction/json_redactor.hpp"

#include "redaction/env_redactor.hpp"
#include "redaction/escapes.hpp"
#include "redaction/json_walker.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/text_masker.hpp"
#include "redaction/token.hpp"

#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_min_secret_digits = 4;
constexpr std::size_t k_max_clean_keys = 1000;

struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// A string token that is known to be valid, as its value.
std::string decoded(std::string_view token) {
  if (token.find('\\') == std::string_view::npos) return std::string(token.substr(1, token.size() - 2));
  const auto value = nlohmann::json::parse(token, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string encoded(const std::string& value) {
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Whether the leaf is a secret by the names around it.
bool is_secret_by_name(const JsonLeaf& leaf) {
  const auto secret = [](std::string_view name) {
    return is_secret_name(name.find('\\') == std::string_view::npos ? std::string(name) : fully_decoded(name));
  };
  if (!leaf.named.empty() && secret(leaf.named)) return true;
  if (leaf.in_array && leaf.before.starts_with('-') && secret(leaf.before)) return true;  // ["--password", "x"]
  if (secret(leaf.key)) return true;
  const bool vague = leaf.key == "key" || leaf.key == "value" || leaf.key == "Value";
  return vague && leaf.named.empty() && is_secret_name(std::string(leaf.outer_key) + "." + std::string(leaf.key));
}

}  // namespace

// One document at a time; the maskers stay.
struct JsonRedactor::State {
 public:
  State(const Engine& engine, Tally& tally, LineMasker::Scope scope)
      : engine_(engine),
        total_(tally),
        scope_(scope),
        line_(engine, tally_, scope),
        lines_(engine, tally_, LineKind::text, scope) {}

  std::optional<std::string> redact(std::string_view text) {
    // What a document that turns out to be too deep counted before does not count.
    tally_ = Tally();
    edits_.clear();
    text_ = text;
    if (!walk_json(text, k_max_depth, [this](const JsonLeaf& leaf) { visit(leaf); })) return std::nullopt;
    total_.add(tally_);
    return result();
  }

 private:
  void visit(const JsonLeaf& leaf) {
    const std::string_view token = text_.substr(leaf.begin, leaf.end - leaf.begin);
    if (leaf.kind == JsonLeaf::Kind::number) {
      number(leaf, token);
      return;
    }
    if (leaf.kind == JsonLeaf::Kind::key && is_clean_key(token)) return;
    const std::string value = decoded(token);
    std::string masked;
    if (string(leaf, value, masked)) edits_.push_back({leaf.begin, leaf.end, encoded(masked)});
    if (leaf.kind == JsonLeaf::Kind::key && masked.empty() && clean_keys_.size() < k_max_clean_keys)
      clean_keys_.emplace(token);
  }

  // Keys repeat from document to document; one that held nothing holds nothing until another value is learnt.
  bool is_clean_key(std::string_view token) {
    if (clean_generation_ != engine_.known.generation()) {
      clean_keys_.clear();
      clean_generation_ = engine_.known.generation();
    }
    return clean_keys_.find(token) != clean_keys_.end();
  }

  std::string result() {
    std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    std::string out;
    std::size_t at = 0;
    for (const Edit& edit : edits_) {
      out.append(text_.substr(at, edit.begin - at)).append(edit.text);
      at = edit.end;
    }
    return out.append(text_.substr(at));
  }

  bool string(const JsonLeaf& leaf, const std::string& value, std::string& masked) {
    if (value.size() > k_max_line_bytes) {
      tally_.withheld(value.size());
      masked = k_withheld_size;
      return true;
    }
    Finds extra;
    if (scope_ == LineMasker::Scope::everything && leaf.kind == JsonLeaf::Kind::string) {
      if (is_secret_by_name(leaf)) {
        if (!is_harmless_value(value)) extra.push_back({0, value.size(), engine_.named_value, {}, false});
      } else if (leaf.in_array) {
        add_env_value(value, *engine_.named_value, extra);  // "Env": ["NAME=VALUE"]
      }
    }
    if (!extra.empty()) return line_.mask(value, masked, extra);
    // Strings of several lines may hold blocks.
    const bool plain = value.find('\n') == std::string::npos && value.find('\0') == std::string::npos &&
                       value.find("-----BEGIN ") == std::string::npos;
    if (plain) return line_.mask(value, masked);
    lines_.lines(value, masked);
    lines_.finish(masked);
    return masked != value;
  }

  // A bare number cannot hold a placeholder: it becomes a string.
  void number(const JsonLeaf& leaf, std::string_view token) {
    Find find{0, token.size(), engine_.named_value, {}, true};
    if (scope_ == LineMasker::Scope::everything) {
      const bool counts = leaf.key.ends_with("okens") || token.size() < k_min_secret_digits;
      if (counts || !is_secret_by_name(leaf)) {
        known_number(leaf, token);
        return;
      }
      tally_.masked(*find.label);
      edits_.push_back({leaf.begin, leaf.end, line_.replacement(find, token)});
    } else {
      known_number(leaf, token);
    }
  }

  void known_number(const JsonLeaf& leaf, std::string_view token) {
    if (engine_.known.generation() == 0) return;
    Finds finds;
    engine_.known.table()->find(token, finds);
    if (finds.empty()) return;
    std::string masked;
    if (line_.mask(token, masked)) edits_.push_back({leaf.begin, leaf.end, encoded(masked)});
  }

  const Engine& engine_;
  Tally& total_;
  Tally tally_;  // of the document at hand
  LineMasker::Scope scope_;
  LineMasker line_;
  TextMasker lines_;
  std::string_view text_;
  std::vector<Edit> edits_;
  std::set<std::string, std::less<>> clean_keys_;  // with their quotes
  std::size_t clean_generation_ = 0;
};

bool looks_like_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

JsonRedactor::JsonRedactor(const Engine& engine, Tally& tally, LineMasker::Scope scope)
    : state_(std::make_unique<State>(engine, tally, scope)) {}

JsonRedactor::~JsonRedactor() = default;

std::optional<std::string> JsonRedactor::redact(std::string_view text) {
  if (!nlohmann::json::accept(text)) return std::nullopt;
  return state_->redact(text);
}

}  // namespace sgw::redaction
