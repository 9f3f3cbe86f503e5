#include "redaction/known_values.hpp"

#include "redaction/escapes.hpp"
#include "redaction/token.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_scheme = "GatewayKey ";
constexpr std::size_t k_max_word = 15;
constexpr std::size_t k_min_signature = 20;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_edges = " \t\r\n\"'";
  const std::size_t begin = text.find_first_not_of(k_edges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_edges) - begin + 1);
}

// "production", "Localhost": letters of one case, as a word is written.
bool is_plain_word(std::string_view text) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() > k_max_word) return false;
  const std::string_view rest = text.substr(1);
  return ((lower(text[0]) || upper(text[0])) && std::all_of(rest.begin(), rest.end(), lower)) ||
         std::all_of(text.begin(), text.end(), upper);
}

bool is_marker(std::string_view text) { return text.starts_with("-----") || !placeholders_in(text).empty(); }

}  // namespace

KnownValues::~KnownValues() {
  for (Entry& entry : entries_) wipe(entry.value);
}

bool KnownValues::learn(std::string_view value, std::string_view what) {
  const std::lock_guard lock(mutex_);
  const RuleLabel& label = label_for(is_class_name(what) ? what : "known-value");
  value = trimmed(value);
  // The scheme's name is no secret, and without it the token is found in more places.
  if (value.starts_with(k_scheme)) value = trimmed(value.substr(k_scheme.size()));
  if (value.find('\n') == std::string_view::npos) add(value, label);
  for (std::size_t at = 0; value.find('\n') != std::string_view::npos && at < value.size();) {
    const std::size_t end = std::min(value.find('\n', at), value.size());
    add(trimmed(value.substr(at, end - at)), label);
    at = end + 1;
  }
  const std::size_t ampersand = value.rfind('&');
  if (ampersand != std::string_view::npos && value.size() - ampersand > k_min_signature)
    add(value.substr(ampersand + 1), label);
  return value.empty() || value.size() >= k_min_bytes;
}

const RuleLabel& KnownValues::label_for(std::string_view what) {
  for (const RuleLabel& label : labels_) {
    if (label.what == what) return label;
  }
  const Mint mint = what == "gateway-token" ? Mint::gateway_token : Mint::placeholder;
  return labels_.emplace_back(RuleLabel{"known-value", std::string(what), mint, false, 0});
}

void KnownValues::add(std::string_view value, const RuleLabel& label) {
  if (value.size() < k_min_bytes || is_plain_word(value) || is_marker(value)) return;
  if (index_.contains(value)) return;
  entries_.push_back({std::string(value), &label});
  index_.insert(entries_.back().value);
  generation_.fetch_add(1, std::memory_order_release);
}

std::shared_ptr<const KnownTable> KnownValues::table() const {
  const std::lock_guard lock(mutex_);
  if (table_ != nullptr && table_generation_ == entries_.size()) return table_;
  auto table = std::make_shared<KnownTable>();
  for (const Entry& entry : entries_) table->add(entry.value, *entry.label);
  table->build();
  table_generation_ = entries_.size();
  table_ = std::move(table);
  return table_;
}

std::vector<std::string> KnownValues::values() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> values;
  for (const Entry& entry : entries_) values.push_back(entry.value);
  return values;
}

}  // namespace sgw::redaction
