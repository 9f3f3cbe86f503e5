#include "tests/redaction/corpus/kind.hpp"

#include "tests/redaction/corpus/kind_families.hpp"
#include "tests/redaction/corpus/pattern.hpp"

namespace sgw::corpus {

std::string_view name_of(Group group) {
  switch (group) {
    case Group::apim:
      return "apim";
    case Group::entra:
      return "entra";
    case Group::azure:
      return "azure";
    case Group::sas:
      return "sas";
    case Group::jwt:
      return "jwt";
    case Group::pem:
      return "pem";
    case Group::header:
      return "header";
    case Group::database:
      return "database";
    case Group::token:
      return "token";
    case Group::password:
      return "password";
    case Group::personal:
      return "personal";
    case Group::internal:
      return "internal";
    case Group::benign:
      return "benign";
  }
  return "";
}

Secret Kind::draw(Rng& rng) const { return make != nullptr ? make(rng) : expand(rng, pattern); }

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> k_kinds = [] {
    std::vector<Kind> all;
    for (const auto family :
         {apim_kinds(), entra_kinds(), azure_kinds(), sas_kinds(), key_file_kinds(), header_kinds(), database_kinds(),
          token_kinds(), token_kinds_of_services(), password_kinds(), personal_kinds(), benign_kinds()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return k_kinds;
}

}  // namespace sgw::corpus
