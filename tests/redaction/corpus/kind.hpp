#pragma once

#include "tests/redaction/corpus/rng.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sgw::corpus {

// What a planted value is. The last three are not secrets: personal data and internal hosts must go too, benign strings
// must stay.
enum class Group { apim, entra, azure, sas, jwt, pem, header, database, token, password, personal, internal, benign };
std::string_view name_of(Group group);

// own: recognisable by its form alone. named: a secret only because of the name beside it.
enum class Shape { own, named };

// word: no quotes, commas or line feeds, ends where the syntax ends it. phrase: any characters of one line. block:
// lines.
enum class Form { word, phrase, block };

struct Secret {
  std::string text;               // what stands where a value stands: a connection string, a header's value
  std::string value;              // the part that must not remain, not encoded
  std::vector<std::string> keep;  // parts of the text that must remain where it stands unencoded
};

struct Kind {
  std::string_view id;
  Group group;
  Shape shape;
  Form form;
  std::string_view names;    // what such a value is called: alternatives separated by |
  std::string_view pattern;  // as in pattern.hpp; empty: `make` does it
  Secret (*make)(Rng&) = nullptr;

  Secret draw(Rng& rng) const;
};

const std::vector<Kind>& all_kinds();

}  // namespace sgw::corpus
