#include "tests/support/kube_recording.hpp"

#include "tests/support/kube_selector.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace sgw::test {

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

bool same_query(KubeQuery left, KubeQuery right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

std::size_t number_or(const std::string& text, std::size_t fallback) {
  std::size_t number = fallback;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string last_lines(const std::string& text, std::size_t count) {
  std::size_t at = text.ends_with('\n') ? text.size() - 1 : text.size();
  for (; count > 0; --count) {
    at = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    if (at == std::string::npos) return text;
  }
  return text.substr(std::min(text.size(), at + 1));
}

std::string without_list(const std::string& kind) {
  return kind.ends_with("List") ? kind.substr(0, kind.size() - 4) : kind;
}

}  // namespace

KubeAnswer kube_status(int code, const std::string& reason, const std::string& message) {
  return {.status = code,
          .type = "application/json",
          .body = R"({"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":)" +
                  quoted(message) + R"(,"reason":)" + quoted(reason) + R"(,"details":{},"code":)" +
                  std::to_string(code) + "}"};
}

const KubeRecording& KubeRecording::shipped() {
  static const KubeRecording recording = [] {
    KubeRecording loaded;
    for (const auto& file : std::filesystem::directory_iterator(SGW_TEST_DATA_DIR "/kubernetes")) {
      if (file.path().filename() != "access.jsonl") loaded.load(file.path().string());
    }
    if (loaded.rows_.empty()) throw std::runtime_error("the recorded answers are not there");
    return loaded;
  }();
  return recording;
}

void KubeRecording::load(const std::string& file) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto recorded = JsonReader::parse(line);
    if (!recorded) throw std::runtime_error("a recorded answer is no JSON: " + file);
    const JsonReader json = (*recorded)["json"];
    KubeAnswer answer{.status = static_cast<int>((*recorded)["status"].integer_or(200)),
                      .type = (*recorded)["type"].text_or("application/json"),
                      .body = json.exists() ? json.dump() : (*recorded)["text"].text_or("")};
    KubePath path = parse_kube_path((*recorded)["path"].text_or(""));
    const std::string key = key_of(path, (*recorded)["metadata_only"].boolean_or(false));
    rows_.emplace(key, make_row(std::move(path), std::move(answer), json));
  }
}

KubeRecording::Row KubeRecording::make_row(KubePath path, KubeAnswer answer, const JsonReader& json) {
  Row row{.path = std::move(path),
          .answer = std::move(answer),
          .kind = {},
          .api_version = {},
          .resource_version = {},
          .items = {}};
  row.is_list = row.answer.status == 200 && json["items"].is_array();
  if (!row.is_list) return row;
  row.kind = json["kind"].text_or("");
  row.api_version = json["apiVersion"].text_or("");
  row.resource_version = json["metadata"]["resourceVersion"].text_or("1");
  for (const JsonReader& item : json["items"].items()) row.items.push_back({item.dump(), item});
  return row;
}

std::string KubeRecording::key_of(const KubePath& path, bool metadata_only) {
  return (metadata_only ? "metadata " : "") + path.path;
}

void KubeRecording::remove(std::string_view target) {
  const KubePath path = parse_kube_path(target);
  const auto [begin, end] = rows_.equal_range(key_of(path, false));
  for (auto row = begin; row != end;) {
    row = path.query.empty() || same_query(row->second.path.query, path.query) ? rows_.erase(row) : std::next(row);
  }
}

void KubeRecording::make_room(const KubePath& path, std::string_view target) {
  remove(target);
  if (path.ns.empty() || !path.is_list()) return;
  KubePath everywhere = path;
  everywhere.ns.clear();
  remove(everywhere.list_path());  // made of the namespaces from now on
}

void KubeRecording::put(std::string_view target, KubeAnswer answer) {
  KubePath path = parse_kube_path(target);
  make_room(path, target);
  const std::string key = key_of(path, false);
  const JsonReader json = JsonReader::parse(answer.body).value_or(JsonReader());
  rows_.emplace(key, make_row(std::move(path), std::move(answer), json));
}

void KubeRecording::put_metadata(std::string_view target, KubeAnswer answer) {
  KubePath path = parse_kube_path(target);
  const std::string key = key_of(path, true);
  const JsonReader json = JsonReader::parse(answer.body).value_or(JsonReader());
  rows_.erase(key);
  rows_.emplace(key, make_row(std::move(path), std::move(answer), json));
}

void KubeRecording::put_list(std::string_view path, const std::string& kind, const std::string& api_version,
                             std::vector<std::string> items) {
  const KubePath parsed = parse_kube_path(path);
  make_room(parsed, path);
  Row row{.path = parsed,
          .answer = {},
          .is_list = true,
          .kind = kind,
          .api_version = api_version,
          .resource_version = "1",
          .items = {}};
  for (std::string& text : items) {
    JsonReader json = JsonReader::parse(text).value_or(JsonReader());
    row.items.push_back({std::move(text), std::move(json)});
  }
  const std::string key = key_of(row.path, false);
  rows_.emplace(key, std::move(row));
}

const KubeRecording::Row* KubeRecording::row(const std::string& path, bool metadata_only) const {
  const auto [begin, end] = rows_.equal_range((metadata_only ? "metadata " : "") + path);
  const auto found = std::find_if(begin, end, [](const auto& one) { return one.second.path.query.empty(); });
  return found == end ? nullptr : &found->second;
}

KubeAnswer KubeRecording::find(const KubePath& path, bool metadata_only) const {
  const auto [begin, end] = rows_.equal_range(key_of(path, metadata_only));
  for (auto one = begin; one != end; ++one) {
    if (!same_query(one->second.path.query, path.query)) continue;
    if (!one->second.is_list || !one->second.answer.body.empty()) return one->second.answer;
  }
  if (path.subresource == "log") {
    if (auto answer = log(path)) return *std::move(answer);
  } else if (path.is_list()) {
    if (auto answer = list(path, metadata_only)) return *std::move(answer);
  } else if (path.subresource.empty()) {
    if (auto answer = object(path, metadata_only)) return *std::move(answer);
  }
  if (path.resource.empty() || path.is_list()) {
    return kube_status(404, "NotFound", "the server could not find the requested resource");
  }
  return kube_status(404, "NotFound", path.resource + " \"" + path.name + "\" not found");
}

std::optional<KubeAnswer> KubeRecording::log(const KubePath& path) const {
  const auto [begin, end] = rows_.equal_range(path.path);
  for (auto one = begin; one != end; ++one) {
    const KubePath& recorded = one->second.path;
    const auto agrees = [&](std::string_view name) { return recorded.asked(name) == path.asked(name); };
    const bool is_whole = recorded.asked("tailLines").empty() && recorded.asked("sinceSeconds").empty() &&
                          recorded.asked("limitBytes").empty();
    if (!is_whole || !agrees("container") || !agrees("previous") || !agrees("timestamps")) continue;
    KubeAnswer answer = one->second.answer;
    if (answer.status != 200) return answer;
    if (const std::string tail = path.asked("tailLines"); !tail.empty()) {
      answer.body = last_lines(answer.body, number_or(tail, answer.body.size()));
    }
    answer.body.resize(std::min(answer.body.size(), number_or(path.asked("limitBytes"), answer.body.size())));
    return answer;
  }
  return std::nullopt;
}

std::optional<KubeRecording::Row> KubeRecording::of_all_namespaces(const KubePath& path, bool metadata_only) const {
  std::optional<Row> whole;
  for (const auto& [key, one] : rows_) {
    const bool is_same = one.is_list && one.path.query.empty() && one.path.group == path.group &&
                         one.path.version == path.version && one.path.resource == path.resource &&
                         key.starts_with("metadata ") == metadata_only;
    if (!is_same) continue;
    if (!whole) {
      whole = Row{.path = path,
                  .answer = {},
                  .is_list = true,
                  .kind = one.kind,
                  .api_version = one.api_version,
                  .resource_version = one.resource_version,
                  .items = {}};
    }
    if (path.ns.empty()) whole->items.insert(whole->items.end(), one.items.begin(), one.items.end());
  }
  return whole;
}

std::optional<KubeAnswer> KubeRecording::list(const KubePath& path, bool metadata_only) const {
  const Row* found = row(path.path, metadata_only);
  if (found != nullptr && !found->is_list) return found->answer;
  std::optional<Row> merged;
  if (found == nullptr) {
    merged = of_all_namespaces(path, metadata_only);
    if (!merged) return std::nullopt;
    found = &*merged;
  }
  std::vector<const Item*> fitting;
  for (const Item& item : found->items) {
    if (fits_labels(path.asked("labelSelector"), item.json) && fits_fields(path.asked("fieldSelector"), item.json)) {
      fitting.push_back(&item);
    }
  }
  const std::string token = path.asked("continue");
  constexpr std::string_view mark = "page-";
  std::size_t from = 0;
  if (!token.empty()) {
    from = token.starts_with(mark) ? number_or(token.substr(mark.size()), fitting.size() + 1) : fitting.size() + 1;
    if (from > fitting.size()) return kube_status(400, "BadRequest", "invalid continue token");
  }
  const std::size_t limit = std::min(number_or(path.asked("limit"), 0), most_in_page_);
  const std::size_t end = limit == 0 ? fitting.size() : std::min(fitting.size(), from + limit);
  std::string body = R"({"kind":")" + found->kind + R"(","apiVersion":")" + found->api_version +
                     R"(","metadata":{"resourceVersion":")" + found->resource_version + '"';
  if (end < fitting.size()) {
    body += R"(,"continue":")" + std::string(mark) + std::to_string(end) + R"(","remainingItemCount":)" +
            std::to_string(fitting.size() - end);
  }
  body += R"(},"items":[)";
  for (std::size_t i = from; i < end; ++i) body.append(i == from ? "" : ",").append(fitting[i]->text);
  return KubeAnswer{.body = body + "]}"};
}

std::optional<KubeAnswer> KubeRecording::object(const KubePath& path, bool metadata_only) const {
  const Row* found = row(path.list_path(), metadata_only);
  if (found == nullptr) return std::nullopt;
  for (const Item& item : found->items) {
    if (item.json["metadata"]["name"].text_or("") != path.name) continue;
    if (item.json["kind"].exists()) return KubeAnswer{.body = item.text};
    return KubeAnswer{.body = R"({"kind":")" + without_list(found->kind) + R"(","apiVersion":")" + found->api_version +
                              "\"," + item.text.substr(1)};
  }
  return std::nullopt;
}

}  // namespace sgw::test
