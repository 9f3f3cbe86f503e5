#include "src/app/given_rules.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_told = 8;

// The class in "… <redacted:password:1a2b3c4d> …".
SafeText class_in(const SafeText& masked) {
  constexpr std::string_view mark = "<redacted:";
  const std::size_t at = masked.view().find(mark);
  if (at == std::string_view::npos) return {"withheld"};
  const std::size_t begin = at + mark.size();
  const std::size_t end = masked.view().find_first_of(":> ", begin);
  return masked.part(begin, (end == std::string_view::npos ? masked.view().size() : end) - begin);
}

// Where a document and what the gate left of it are not the same.
struct Difference {
  SafeText where;
  std::string given;
  SafeText masked;
};
using Differences = std::vector<Difference>;

void compare(const JsonReader& given, const SafeJson& masked, Differences& found) {
  const auto items = given.items();
  const auto masked_items = masked.items();
  for (std::size_t i = 0; i < items.size() && i < masked_items.size(); ++i) compare(items[i], masked_items[i], found);
  const auto members = given.members();
  const auto masked_members = masked.members();
  for (std::size_t i = 0; i < members.size() && i < masked_members.size(); ++i) {
    const auto& [key, value] = masked_members[i];
    if (members[i].first != key.view()) found.push_back({value.where(), members[i].first, key});
    compare(members[i].second, value, found);
  }
  if (given.is_object() || given.is_array() || given.dump() == masked.dump()) return;
  found.push_back({masked.where(), given.text_or(""), masked.safe_text_or("")});
}

// Nothing when what is left is no document at all.
std::optional<Differences> differences(const JsonReader& given, const RedactedBytes& masked,
                                       const std::set<std::string>& shipped, bool of_shipped) {
  const auto reader = SafeJson::parse(masked);
  if (!reader) return std::nullopt;
  Differences found;
  compare(given, *reader, found);
  std::erase_if(found, [&](const Difference& one) { return shipped.contains(one.given) != of_shipped; });
  return found;
}

SafeText told(const Differences& found) {
  SafeText text;
  for (std::size_t i = 0; i < found.size() && i < k_max_told; ++i)
    text += (i == 0 ? SafeText() : SafeText("; ")) + found[i].where + " (" + class_in(found[i].masked) + ")";
  return text;
}

// Puts the shipped texts back that the gate changed.
std::string restored(std::string text, const Differences& of_shipped) {
  for (const Difference& one : of_shipped) {
    const std::string masked = json_quoted(one.masked.view());
    const std::string given = json_quoted(one.given);
    for (std::size_t at = text.find(masked); at != std::string::npos; at = text.find(masked, at + given.size()))
      text.replace(at, masked.size(), given);
  }
  return text;
}

void add_texts(const SafeJson& json, std::set<std::string>& texts) {
  if (json.is_string()) texts.insert(json.text_or(""));
  for (const SafeJson& item : json.items()) add_texts(item, texts);
  for (const auto& [key, value] : json.members()) {
    texts.emplace(key.view());
    add_texts(value, texts);
  }
}

}  // namespace

Result<std::string> presentable_rules(const redaction::Redactor& redactor, const redaction::Redactor& secrets,
                                      const std::set<std::string>& shipped, const std::string& bytes) {
  const auto given = JsonReader::parse(bytes);
  if (!given) return std::string(redactor.document(RawBytes(bytes), Format::text).view());
  const auto secret = differences(*given, secrets.document(RawBytes(bytes), Format::json), shipped, false);
  const RedactedBytes shown = redactor.document(RawBytes(bytes), Format::json);
  const auto of_shipped = differences(*given, shown, shipped, true);
  if (!secret || !of_shipped) return fail(ErrorKind::bad_data_file, "the file cannot be cleaned, and is not read");
  if (!secret->empty()) {
    return fail(ErrorKind::bad_data_file, "the file holds something that looks like a secret", told(*secret));
  }
  return restored(std::string(shown.view()), *of_shipped);
}

std::set<std::string> shipped_texts(const ResourceStore& store) {
  std::set<std::string> texts;
  for (const Resource& resource : store.in_folder("templates/triage")) {
    if (resource.origin != Origin::shipped) continue;
    if (const auto root = SafeJson::open(resource)) add_texts(*root, texts);
  }
  return texts;
}

}  // namespace sgw::app
