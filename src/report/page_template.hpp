#pragma once

#include <sgw_diag/resource.hpp>
#include <sgw_diag/result.hpp>
#include <sgw_diag/safe_text.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::report {

// What fills a template: values by name, and lists whose rows are fields of their own. A row also sees the values
// around it. Values are put in as they are; a caller that wants words in Markdown escapes them first.
class PageFields {
 public:
  PageFields& set(Literal name, SafeText value);
  // An empty list, if there is none yet: the template may name it, and shows nothing.
  PageFields& list(Literal name);
  PageFields& row(Literal name, PageFields row);
  // A list of one row or none: for a part of the page that is there or not.
  PageFields& show_if(Literal name, bool shown);

  const SafeText* value(std::string_view name) const;
  const std::vector<PageFields>* rows(std::string_view name) const;

 private:
  std::map<std::string, SafeText, std::less<>> values_;
  std::map<std::string, std::vector<PageFields>, std::less<>> lists_;
};

// A page of prose with {name} for values and {#name} … {/name} around what is repeated for each row of a list. Names
// are [a-z_]+; a brace that starts no such tag stays as it is. A list tag alone on its line takes the line with it.
class PageTemplate {
 public:
  // Errors (bad_data_file): a list that is not closed, or closed twice.
  static Result<PageTemplate> parse(const SafeText& text);
  // Of what is compiled in: a template is not replaced by a flag, because its text is shown as it is.
  static Result<PageTemplate> load(const ResourceStore& store, Literal path) {
    return parse(store.shipped_text(path.view()));
  }

  // Errors (bad_data_file): a name that `fields` does not have. The subject is the name.
  Result<SafeText> render(const PageFields& fields) const;

 private:
  struct Part {
    enum class Kind { text, value, list } kind = Kind::text;
    SafeText text;            // the text itself, or the name
    std::vector<Part> parts;  // of a list
  };
  struct Tag;
  class Parser;
  using Scopes = std::vector<const PageFields*>;

  static Result<void> render_parts(const std::vector<Part>& parts, Scopes& scopes, SafeText& out);
  static Result<void> render_list(const Part& part, Scopes& scopes, SafeText& out);

  std::vector<Part> parts_;
};

}  // namespace sgw::report
