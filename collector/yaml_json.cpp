#include "collector/yaml_json.hpp"

#include <sgw_diag/json_writer.hpp>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <exception>
#include <set>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

// Of all scalars that are written, an alias's again each time.
constexpr std::size_t k_max_json_text = 4 * k_max_yaml_bytes;

constexpr std::string_view k_end_mark = "end of the text 5b3c8f4e";

YamlProblem problem_at(const YAML::Mark& mark, Literal what) {
  return mark.is_null() ? YamlProblem{what} : YamlProblem{what, mark.line + 1, mark.column + 1};
}

// Leaves the parser; caught in yaml_to_json.
struct Stopped : std::exception {
  explicit Stopped(YamlProblem why) : problem(why) {}
  YamlProblem problem;
};

[[noreturn]] void stop_at(const YAML::Mark& mark, Literal what) { throw Stopped(problem_at(mark, what)); }

// Writing JSON replaces what is no character.
bool is_utf8(const std::string& text) {
  const auto replaced = [](std::string_view in) {
    std::size_t count = 0;
    for (std::size_t at = in.find("\xEF\xBF\xBD"); at != std::string_view::npos; at = in.find("\xEF\xBF\xBD", at + 3))
      ++count;
    return count;
  };
  return replaced(json_quoted(text)) == replaced(text);
}

struct Node {
  enum class Kind { null, boolean, text, list, map };
  Kind kind = Kind::null;
  std::string text;                   // of text, and "true" or "false"
  bool plain = false;                 // not quoted, no tag
  std::vector<std::size_t> children;  // of a map key and value in turn
  YAML::Mark mark;
  bool closed = true;
};

// Builds the nodes from what the parser tells. The library's own documents merge the memory of their nodes in ways that
// take long, and follow any alias.
class Builder : public YAML::EventHandler {
 public:
  std::vector<Node> nodes;  // the document is the first

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(mark, anchor, Node::Kind::null); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto named = anchors_.find(anchor);
    if (named == anchors_.end()) stop_at(mark, "an alias names nothing");
    if (!nodes[named->second].closed) stop_at(mark, "an alias stands within what it names");
    place(named->second, mark);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (!is_utf8(value)) stop_at(mark, "there is text that is not UTF-8");
    const bool plain = tag == "?";
    if (!plain && value.find(k_end_mark) != std::string::npos) stop_at(mark, "a quoted text does not end");
    if (plain && (value == "null" || value == "Null" || value == "NULL" || value == "~")) {
      return OnNull(mark, anchor);
    }
    const bool yes = value == "true" || value == "True" || value == "TRUE";
    const bool no = value == "false" || value == "False" || value == "FALSE";
    Node& node = nodes[add(mark, anchor, plain && (yes || no) ? Node::Kind::boolean : Node::Kind::text)];
    node.text = node.kind == Node::Kind::boolean ? (yes ? "true" : "false") : value;
    node.plain = plain;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  std::size_t add(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
    if (nodes.size() >= k_max_yaml_nodes) stop_at(mark, "there are more than 200000 values");
    const std::size_t index = nodes.size();
    place(index, mark);
    Node& node = nodes.emplace_back();
    node.kind = kind;
    node.mark = mark;
    if (anchor != YAML::NullAnchor) anchors_[anchor] = index;
    return index;
  }
  void place(std::size_t index, const YAML::Mark& mark) {
    if (open_.empty()) return;
    Node& parent = nodes[open_.back()];
    const bool is_key = parent.kind == Node::Kind::map && parent.children.size() % 2 == 0;
    if (is_key && index < nodes.size() && nodes[index].kind > Node::Kind::text) stop_at(mark, "a key is not text");
    parent.children.push_back(index);
  }
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
    if (open_.size() >= static_cast<std::size_t>(k_max_yaml_depth)) stop_at(mark, "it is nested more than 64 deep");
    if (!open_.empty()) {
      const Node& parent = nodes[open_.back()];
      const bool is_key = parent.kind == Node::Kind::map && parent.children.size() % 2 == 0;
      if (is_key) stop_at(mark, "a key is not text");
    }
    const std::size_t index = add(mark, anchor, kind);
    nodes[index].closed = false;
    open_.push_back(index);
  }
  void close() {
    nodes[open_.back()].closed = true;
    open_.pop_back();
  }

  std::vector<std::size_t> open_;
  std::unordered_map<YAML::anchor_t, std::size_t> anchors_;
};

// Writes the nodes as JSON, every alias in full.
class Output {
 public:
  explicit Output(const std::vector<Node>& nodes) : nodes_(nodes) {}

  std::string text() {
    if (nodes_.empty()) return "null";
    write(nodes_.front(), 0);
    return writer_.take();
  }

 private:
  using Keys = std::set<std::string_view>;

  void count(const Node& node) {
    if (++written_ > k_max_yaml_nodes)
      stop_at(node.mark, "there are more than 200000 values, those of aliases counted");
    bytes_ += node.text.size();
    if (bytes_ > k_max_json_text) stop_at(node.mark, "there is more than 16 MiB of text, that of aliases counted");
  }

  void write(const Node& node, int depth) {
    count(node);
    if (depth > k_max_yaml_depth) stop_at(node.mark, "it is nested more than 64 deep");
    switch (node.kind) {
      case Node::Kind::null:
        writer_.null();
        break;
      case Node::Kind::boolean:
        writer_.value(node.text == "true");
        break;
      case Node::Kind::text:
        writer_.value(node.text);
        break;
      case Node::Kind::list:
        writer_.begin_array();
        for (const std::size_t child : node.children) write(nodes_[child], depth + 1);
        writer_.end_array();
        break;
      case Node::Kind::map: {
        writer_.begin_object();
        Keys keys;
        write_members(node, depth, keys, 0);
        writer_.end_object();
        break;
      }
    }
  }

  // What is merged never replaces what is there already, so that it comes last.
  void write_members(const Node& map, int depth, Keys& keys, int merged) {
    if (merged > k_max_yaml_depth) stop_at(map.mark, "it is nested more than 64 deep");
    std::vector<const Node*> merges;
    std::set<std::string_view> own;
    for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
      const Node& key = nodes_[map.children[i]];
      const Node& value = nodes_[map.children[i + 1]];
      count(key);
      if (key.plain && key.text == "<<") {
        merges.push_back(&value);
      } else if (keys.find(key.text) == keys.end()) {
        writer_.key(key.text);
        write(value, depth + 1);
        own.insert(key.text);
      }
    }
    keys.merge(own);
    for (const Node* value : merges) merge(*value, depth, keys, merged);
  }

  void merge(const Node& value, int depth, Keys& keys, int merged) {
    count(value);
    if (value.kind == Node::Kind::map) return write_members(value, depth, keys, merged + 1);
    if (value.kind != Node::Kind::list) stop_at(value.mark, "what is merged is no mapping");
    for (const std::size_t child : value.children) {
      const Node& item = nodes_[child];
      if (item.kind != Node::Kind::map) stop_at(item.mark, "what is merged is no mapping");
      write_members(item, depth, keys, merged + 1);
    }
  }

  const std::vector<Node>& nodes_;
  JsonWriter writer_{JsonWriter::Layout::one_line};
  std::size_t written_ = 0;
  std::size_t bytes_ = 0;
};

// The library's words for the mistakes that people make, in ours. Its own text may quote what it read.
Literal words_for(const std::string& message) {
  struct Words {
    std::string_view begin;
    Literal ours;
  };
  static const std::array<Words, 9> known{{
      {YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab is used to indent"},
      {YAML::ErrorMsg::END_OF_MAP_FLOW, "a mapping in { } does not end"},
      {YAML::ErrorMsg::END_OF_MAP, "a mapping ends where its next key is expected: look at the indentation"},
      {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a list in [ ] does not end"},
      {YAML::ErrorMsg::END_OF_SEQ, "a list ends where its next item is expected: look at the indentation"},
      {YAML::ErrorMsg::MAP_VALUE, "a colon stands where none may"},
      {YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text does not end"},
      {YAML::ErrorMsg::INVALID_ESCAPE, "a quoted text has a backslash with something unknown behind it"},
      {YAML::ErrorMsg::UNKNOWN_ANCHOR, "an alias names nothing"},
  }};
  for (const Words& words : known) {
    if (message.starts_with(words.begin)) return words.ours;
  }
  return "it is not valid YAML";
}

// Whether the line (from 1) begins with blanks of which one is a tab.
bool is_indented_by_tab(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  const std::string_view blanks = text.substr(0, text.find_first_not_of(" \t"));
  return blanks.find('\t') != std::string_view::npos;
}

YamlProblem problem_of(const YAML::Exception& error, std::string_view text) {
  YamlProblem problem = problem_at(error.mark, words_for(error.msg));
  // The parser may have read on, into the line that was added.
  problem.line = std::min(problem.line, static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1);
  if (is_indented_by_tab(text, problem.line)) problem.what = "a tab is used to indent";
  return problem;
}

// The parser takes a quoted text that the end of the file ends, if that comes behind a line's end: with it goes all of
// the file below a quote that someone forgot. A comment that is added shows this by being part of the text.
std::string with_end_mark(std::string_view text) {
  std::string marked(text);
  const bool ascii =
      !text.starts_with("\xff\xfe") && !text.starts_with("\xfe\xff") && text.find('\0') == std::string::npos;
  if (ascii && text.ends_with('\n')) marked.append("# ").append(k_end_mark).append("\n");
  return marked;
}

}  // namespace

tl::expected<std::string, YamlProblem> yaml_to_json(std::string_view text) {
  if (text.size() > k_max_yaml_bytes) return tl::make_unexpected(YamlProblem{"it is larger than 4 MiB"});
  try {
    Builder builder;
    std::istringstream in(with_end_mark(text));
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
    return Output(builder.nodes).text();
  } catch (const Stopped& stopped) {
    return tl::make_unexpected(stopped.problem);
  } catch (const YAML::DeepRecursion& error) {
    return tl::make_unexpected(problem_at(error.mark, "it is nested too deep"));
  } catch (const YAML::Exception& error) {
    return tl::make_unexpected(problem_of(error, text));
  } catch (const std::exception&) {
    return tl::make_unexpected(YamlProblem{"it is not valid YAML"});
  }
}

}  // namespace sgw::collector
