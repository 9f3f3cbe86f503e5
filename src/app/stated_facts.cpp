#include "src/app/stated_facts.hpp"

#include "src/app/given_file.hpp"
#include "src/triage/tier.hpp"

#include <sgw_diag/json_reader.hpp>

#include <utility>
#include <vector>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_facts_bytes = std::size_t{1} << 20;

// What would be read as something else than it was meant, value by value. Null is as good as unsaid.
class TypeCheck {
 public:
  explicit TypeCheck(const Session& session) : session_(session) {}

  void add(const std::string& key, const JsonReader& value) {
    if (value.is_object()) {
      expect_scalar(key, value);
      const std::string prefix = key.empty() ? key : key + ".";
      for (const auto& [name, member] : value.members()) {
        std::string inner = prefix;
        add(inner.append(name), member);
      }
    } else if (value.is_array()) {
      for (const JsonReader& item : value.items()) add(key, item);
    } else if (!value.is_null()) {
      expect_scalar(key, value);
    }
  }

  const SafeText& problems() const { return problems_; }

 private:
  void expect_scalar(const std::string& key, const JsonReader& value) {
    const triage::StatedType type = session_.rules().stated_type(key);
    if (type == triage::StatedType::flag && !value.is_boolean()) complain(value, "true or false was expected");
    if (type == triage::StatedType::text && !value.is_string()) complain(value, "a text was expected");
  }

  void complain(const JsonReader& value, Literal what) {
    if (!problems_.empty()) problems_ += "; ";
    problems_ += session_.shown(value.pointer()) + ": " + SafeText(what);
  }

  const Session& session_;
  SafeText problems_;
};

void warn(triage::Evidence& evidence, Literal what, SafeText subject) {
  evidence.remarks.push_back({Remark::Kind::warning, SafeName("facts"), what, std::move(subject), {}});
}

}  // namespace

Result<std::string> read_stated_facts(const Session& session, const std::filesystem::path& file) {
  auto bytes = read_given_file(file, k_max_facts_bytes);
  if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), file.native()));
  TypeCheck check(session);
  if (const auto facts = JsonReader::parse(*bytes)) check.add({}, *facts);
  if (check.problems().empty()) return bytes;
  return tl::make_unexpected(session.with_subject(
      {ErrorKind::bad_data_file, "a stated fact is of another type than it should be", check.problems()},
      file.native()));
}

void warn_of_stated_facts(const Session& session, const std::string& facts, triage::Evidence& evidence) {
  const auto object = JsonReader::parse(facts);
  if (!object) return;
  for (const auto& [key, value] : object->members()) {
    if (session.rules().knows_stated_fact(key)) continue;
    warn(evidence, "a stated fact that no rule reads (misspelt?); it is kept", session.shown(key));
  }
  const auto tier = (*object)["tier"].text();
  if (tier && !triage::tier_has_gateway(*tier)) {
    warn(evidence, "the stated tier is none that is known (misspelt?); it decides nothing", session.shown(*tier));
  }
}

}  // namespace sgw::app
