#include "redaction/pseudonym_map.hpp"

#include "redaction/addresses.hpp"
#include "redaction/binary_guard.hpp"
#include "redaction/characters.hpp"
#include "redaction/host_names.hpp"
#include "redaction/mac_address.hpp"
#include "redaction/token.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/raw.hpp>

#include <arpa/inet.h>
#include <algorithm>

namespace sgw::redaction {

namespace {

bool is_placeholder(std::string_view text) {
  const auto found = placeholders_in(text);
  return found.size() == 1 && found.front() == std::pair<std::size_t, std::size_t>{0, text.size()};
}

bool is_recordable(std::string_view original) {
  return !original.empty() && original.size() <= PseudonymMap::k_max_original &&
         std::none_of(original.begin(), original.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

static_assert(3 * PseudonymMap::k_max_entries + 16 <= JsonReader::k_max_values);

tl::unexpected<Error> no_map(Literal what, SafeText where = {}) {
  return fail(ErrorKind::bad_usage, what, std::move(where));
}

}  // namespace

PseudonymMap::~PseudonymMap() {
  for (auto& [pseudonym, original] : originals_) wipe(original);
}

void PseudonymMap::record(std::string_view pseudonym, std::string_view original) {
  if (!is_recordable(original) || pseudonym == original) return;
  const std::lock_guard lock(mutex_);
  add(pseudonym, original);
}

void PseudonymMap::load(std::string_view pseudonym, std::string_view original) {
  const std::lock_guard lock(mutex_);
  add(pseudonym, original);
}

void PseudonymMap::merge(const PseudonymMap& other) {
  const auto entries = other.entries();
  const std::lock_guard lock(mutex_);
  for (const auto& [pseudonym, original] : entries) add(pseudonym, original);
  full_ = full_ || other.full();
}

void PseudonymMap::add(std::string_view pseudonym, std::string_view original) {
  const auto found = originals_.find(pseudonym);
  if (found == originals_.end()) {
    full_ = full_ || originals_.size() >= max_entries_;
    if (originals_.size() < max_entries_) originals_.emplace(pseudonym, original);
    return;
  }
  std::string& kept = found->second;
  if (kept == original) return;
  if (pseudonym.starts_with('<') && lowered(kept) != lowered(original)) {
    kept.clear();
  } else {
    kept = std::min(kept, std::string(original));
  }
}

std::optional<std::string> PseudonymMap::original_of(std::string_view pseudonym) const {
  const std::lock_guard lock(mutex_);
  const auto found = originals_.find(pseudonym);
  if (found == originals_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

std::vector<std::pair<std::string, std::string>> PseudonymMap::entries() const {
  std::vector<std::pair<std::string, std::string>> all;
  {
    const std::lock_guard lock(mutex_);
    all.assign(originals_.begin(), originals_.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::size_t PseudonymMap::size() const {
  const std::lock_guard lock(mutex_);
  return originals_.size();
}

bool PseudonymMap::full() const {
  const std::lock_guard lock(mutex_);
  return full_;
}

bool is_pseudonym(std::string_view text) {
  if (text.starts_with('<')) return is_placeholder(text);
  if (is_host_pseudonym(text)) return true;
  const std::string address(text);
  in6_addr parsed{};
  const bool valid = MacAddress::parse(text) || ::inet_pton(AF_INET, address.c_str(), &parsed) == 1 ||
                     ::inet_pton(AF_INET6, address.c_str(), &parsed) == 1;
  // Nobody's address is never replaced, so that it is no pseudonym of anybody.
  return valid && !Addresses::names_nobody(text);
}

std::string map_text(const PseudonymKey& key, const PseudonymMap& map,
                     const std::function<bool(std::string_view)>& is_secret) {
  JsonWriter out;
  out.begin_object().member("schema", k_map_schema).member("key", key.hex()).key("pseudonyms").begin_array();
  for (const auto& [pseudonym, original] : map.entries()) {
    if (is_secret(original)) continue;
    out.begin_array().value(pseudonym);
    original.empty() ? out.null() : out.value(original);
    out.end_array();
  }
  out.end_array().end_object();
  return out.take();
}

Result<HomeMap> read_map_text(std::string_view text) {
  std::size_t offset = 0;
  const auto map = JsonReader::parse(text, &offset);
  if (!map) return no_map("not a map file: expected a JSON document", SafeText("byte ") + SafeText(offset));
  if ((*map)["schema"].text_or("") != k_map_schema) {
    return no_map("not a map file of this program: expected sgw-diag/map/1", SafeText("/schema"));
  }
  auto key = PseudonymKey::from_hex((*map)["key"].text_or(""));
  if (!key) return no_map("the map file holds no key: expected 64 hexadecimal digits", SafeText("/key"));
  HomeMap home{*std::move(key), std::make_shared<PseudonymMap>()};
  const JsonReader list = (*map)["pseudonyms"];
  if (!list.exists()) return home;  // a map of a run that met nobody's name
  if (!list.is_array()) return no_map("the map file is damaged: expected a list", SafeText("/pseudonyms"));
  for (std::size_t i = 0;; ++i) {
    const JsonReader pair = list.at(i);
    if (!pair.exists()) return home;
    const auto place = [i](Literal part) { return SafeText("/pseudonyms/") + SafeText(i) + part; };
    if (i >= PseudonymMap::k_max_entries) return no_map("the map file holds too many pseudonyms", place(""));
    if (!pair.is_array()) return no_map("the map file is damaged: expected a pair", place(""));
    const auto pseudonym = pair.at(0).text();
    if (!pseudonym || !is_pseudonym(*pseudonym)) {
      return no_map("the map file is damaged: expected a pseudonym, such as <redacted:user:01234567>", place("/0"));
    }
    const auto original = pair.at(1).text();
    if (!pair.at(1).is_null() && !(original && is_recordable(*original))) {
      return no_map("the map file is damaged: expected what the pseudonym stands for, or null", place("/1"));
    }
    home.pseudonyms->load(*pseudonym, original.value_or(""));
  }
}

}  // namespace sgw::redaction
