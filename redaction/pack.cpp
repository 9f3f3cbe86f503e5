#include "redaction/pack.hpp"

#include "redaction/token.hpp"

#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr std::array k_pack_keys{"pack"sv, "says"sv, "rules"sv};
constexpr std::array k_rule_keys{"id"sv,     "class"sv,   "says"sv,       "find"sv,    "detector"sv,
                                 "unless"sv, "profile"sv, "identifier"sv, "examples"sv};
constexpr std::array k_example_keys{"masks"sv, "keeps"sv};

class PackParser {
 public:
  PackText read(std::string_view json) {
    std::size_t offset = 0;
    const auto root = JsonReader::parse(json, &offset);
    if (!root) {
      problem("byte " + std::to_string(offset), "expected JSON");
      return std::move(pack_);
    }
    only_keys(*root, k_pack_keys);
    if (!(*root)["rules"].is_array()) problem("/rules", "expected an array of rules");
    for (const JsonReader& rule : (*root)["rules"].items()) read_rule(rule);
    return std::move(pack_);
  }

 private:
  void problem(std::string pointer, Literal expected) { pack_.problems.push_back({std::move(pointer), expected}); }

  template <class Keys>
  void only_keys(const JsonReader& object, const Keys& known) {
    if (!object.is_object()) problem(object.pointer(), "expected an object");
    for (const auto& [key, value] : object.members()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) problem(value.pointer(), "unknown key");
    }
  }

  std::string text(const JsonReader& object, std::string_view key, bool required) {
    const auto value = object[key].text();
    const bool wrong = required ? !value || value->empty() : object[key].exists() && !value;
    if (wrong) problem(object.pointer() + "/" + std::string(key), "expected a text");
    return value.value_or("");
  }

  std::vector<std::string> examples(const JsonReader& object, std::string_view key) {
    std::vector<std::string> texts;
    for (const JsonReader& item : object[key].items()) {
      if (auto value = item.text()) {
        texts.push_back(*std::move(value));
      } else {
        problem(item.pointer(), "expected a text");
      }
    }
    if (texts.empty()) problem(object.pointer() + "/" + std::string(key), "expected at least one example");
    return texts;
  }

  void read_rule(const JsonReader& json) {
    only_keys(json, k_rule_keys);
    RuleText rule;
    rule.pointer = json.pointer();
    rule.id = text(json, "id", true);
    rule.what = text(json, "class", true);
    rule.says = text(json, "says", true);
    rule.find = text(json, "find", false);
    rule.detector = text(json, "detector", false);
    rule.unless = text(json, "unless", false);
    rule.strict = text(json, "profile", false) == "strict";
    rule.identifier = json["identifier"].boolean_or(false);
    only_keys(json["examples"], k_example_keys);
    rule.masks = examples(json["examples"], "masks");
    rule.keeps = examples(json["examples"], "keeps");
    check(json, rule);
    pack_.rules.push_back(std::move(rule));
  }

  void check(const JsonReader& json, const RuleText& rule) {
    if (!SafeName::fits(rule.id)) problem(rule.pointer + "/id", "expected [a-z0-9][a-z0-9._-]*");
    if (!is_class_name(rule.what)) problem(rule.pointer + "/class", "expected [a-z0-9-]+");
    if (rule.find.empty() == rule.detector.empty()) problem(rule.pointer, "expected either find or detector");
    if (json["profile"].exists() && !rule.strict) problem(rule.pointer + "/profile", "expected \"strict\"");
    if (json["identifier"].exists() && !json["identifier"].is_boolean())
      problem(rule.pointer + "/identifier", "expected true or false");
    const bool repeated =
        std::any_of(pack_.rules.begin(), pack_.rules.end(), [&](const RuleText& other) { return other.id == rule.id; });
    if (repeated) problem(rule.pointer + "/id", "expected an id that is used once");
  }

  PackText pack_;
};

}  // namespace

PackText read_pack(std::string_view json) { return PackParser().read(json); }

}  // namespace sgw::redaction
