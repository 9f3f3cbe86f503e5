#include "src/report/page_template.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace sgw::report {

PageFields& PageFields::set(Literal name, SafeText value) {
  values_.insert_or_assign(std::string(name.view()), std::move(value));
  return *this;
}

PageFields& PageFields::list(Literal name) {
  lists_.try_emplace(std::string(name.view()));
  return *this;
}

PageFields& PageFields::row(Literal name, PageFields row) {
  lists_[std::string(name.view())].push_back(std::move(row));
  return *this;
}

PageFields& PageFields::show_if(Literal name, bool shown) {
  list(name);
  if (shown) row(name, {});
  return *this;
}

const SafeText* PageFields::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

const std::vector<PageFields>* PageFields::rows(std::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? nullptr : &found->second;
}

// "{name}", "{#name}" or "{/name}" somewhere in the text.
struct PageTemplate::Tag {
  enum class Kind { value, open, close } kind = Kind::value;
  std::size_t begin = 0;  // of the text that the tag replaces: the whole line for a list tag alone on it
  std::size_t end = 0;
  SafeText name;
};

class PageTemplate::Parser {
 public:
  explicit Parser(SafeText text) : text_(std::move(text)), view_(text_.view()) {}

  // Up to the closing tag of `list`, or to the end when it is empty.
  Result<std::vector<Part>> parts(const SafeText& list) {
    std::vector<Part> parts;
    while (const std::optional<Tag> tag = next_tag()) {
      parts.push_back({Part::Kind::text, text_.part(done_, tag->begin - done_), {}});
      done_ = tag->end;
      if (tag->kind == Tag::Kind::close) {
        if (list.empty() || tag->name != list) return bad("a list is closed that is not open", tag->name);
        return parts;
      }
      if (tag->kind == Tag::Kind::value) {
        parts.push_back({Part::Kind::value, tag->name, {}});
        continue;
      }
      SGW_TRY(std::vector<Part> inner, this->parts(tag->name));
      parts.push_back({Part::Kind::list, tag->name, std::move(inner)});
    }
    if (!list.empty()) return bad("a list is not closed", list);
    parts.push_back({Part::Kind::text, text_.part(done_, view_.size() - done_), {}});
    return parts;
  }

 private:
  static tl::unexpected<Error> bad(Literal what, const SafeText& name) {
    return fail(ErrorKind::bad_data_file, what, name);
  }

  std::optional<Tag> next_tag() const {
    for (std::size_t at = view_.find('{', done_); at != std::string_view::npos; at = view_.find('{', at + 1)) {
      if (std::optional<Tag> tag = tag_at(at)) return tag;
    }
    return std::nullopt;
  }

  std::optional<Tag> tag_at(std::size_t at) const {
    Tag tag;
    tag.begin = at;
    std::size_t name = at + 1;
    if (name < view_.size() && (view_[name] == '#' || view_[name] == '/')) {
      tag.kind = view_[name] == '#' ? Tag::Kind::open : Tag::Kind::close;
      ++name;
    }
    const std::size_t close = view_.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", name);
    if (close == std::string_view::npos || close == name || view_[close] != '}') return std::nullopt;
    tag.name = text_.part(name, close - name);
    tag.end = close + 1;
    if (tag.kind != Tag::Kind::value) take_whole_line(tag);
    return tag;
  }

  void take_whole_line(Tag& tag) const {
    const bool starts_line = tag.begin == 0 || view_[tag.begin - 1] == '\n';
    const bool ends_line = tag.end == view_.size() || view_[tag.end] == '\n';
    if (starts_line && ends_line && tag.end < view_.size()) ++tag.end;
  }

  SafeText text_;
  std::string_view view_;
  std::size_t done_ = 0;
};

Result<PageTemplate> PageTemplate::parse(const SafeText& text) {
  PageTemplate page;
  SGW_TRY(page.parts_, Parser(text).parts({}));
  return page;
}

Result<SafeText> PageTemplate::render(const PageFields& fields) const {
  SafeText out;
  Scopes scopes = {&fields};
  SGW_CHECK(render_parts(parts_, scopes, out));
  return out;
}

Result<void> PageTemplate::render_parts(const std::vector<Part>& parts, Scopes& scopes, SafeText& out) {
  for (const Part& part : parts) {
    if (part.kind == Part::Kind::text) {
      out += part.text;
      continue;
    }
    if (part.kind == Part::Kind::list) {
      SGW_CHECK(render_list(part, scopes, out));
      continue;
    }
    const auto scope = std::find_if(scopes.rbegin(), scopes.rend(),
                                    [&](const PageFields* fields) { return fields->value(part.text.view()); });
    if (scope == scopes.rend()) {
      return fail(ErrorKind::bad_data_file, "a report template names a value that there is not", part.text);
    }
    out += *(*scope)->value(part.text.view());
  }
  return {};
}

Result<void> PageTemplate::render_list(const Part& part, Scopes& scopes, SafeText& out) {
  const auto scope = std::find_if(scopes.rbegin(), scopes.rend(),
                                  [&](const PageFields* fields) { return fields->rows(part.text.view()); });
  if (scope == scopes.rend()) {
    return fail(ErrorKind::bad_data_file, "a report template names a list that there is not", part.text);
  }
  for (const PageFields& row : *(*scope)->rows(part.text.view())) {
    scopes.push_back(&row);
    SGW_CHECK(render_parts(part.parts, scopes, out));
    scopes.pop_back();
  }
  return {};
}

}  // namespace sgw::report
