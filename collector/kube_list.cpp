#include "collector/kube_list.hpp"

#include "collector/kube_failure.hpp"
#include "collector/registry_headers.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr int k_most_restarts = 2;
constexpr std::size_t k_most_objects = 1'000'000;
constexpr std::size_t k_max_page_bytes = std::size_t{64} << 20;  // of a page that cannot be made smaller

KubeFailure bad_page(Literal what, const std::string& path) {
  return failure_of(RawError{ErrorKind::protocol, what, RawText(path)});
}

// Whether the text is whole, and only has more values than a document may: then a smaller page helps. The reader gives
// up at no place of the text.
bool has_too_many_values(std::string_view body) {
  std::size_t offset = 0;
  return !JsonReader::parse(body, &offset) && offset == 0 && body.starts_with('{');
}

}  // namespace

KubeList::KubeList(KubeSession& session, std::string path, const KubeApi::Take& take)
    : session_(&session),
      path_(std::move(path)),
      take_(&take),
      limit_(std::max<std::size_t>(1, session.limits().page)) {}

KubeResult<std::size_t> KubeList::read(const CollectContext& context) {
  while (true) {
    auto next = read_page(context);
    if (!next) next = recover(std::move(next).error());
    if (!next) return tl::make_unexpected(std::move(next).error());
    if (*next == Next::end) return given_;
  }
}

std::string KubeList::page_path() const {
  std::string path = path_;
  path += path.find('?') == std::string::npos ? "?limit=" : "&limit=";
  path += std::to_string(limit_);
  if (!continue_.empty()) path += "&continue=" + query_value(continue_);
  return path;
}

KubeResult<KubeList::Next> KubeList::read_page(const CollectContext& context) {
  const KubeAsk ask{.path = page_path(),
                    .deadline = context.deadline,
                    .is_page = true,
                    .max_body = limit_ > 1 ? k_max_json_bytes : k_max_page_bytes};
  SGW_TRY(HttpResponse response, session_->ask(ask, context));
  auto document = document_of(response, path_);
  if (!document) {
    if (has_too_many_values(response.body)) document.error().error.kind = ErrorKind::too_large;
    return tl::make_unexpected(std::move(document).error());
  }
  std::string().swap(response.body);  // the page is held once only
  return take_page(*document);
}

KubeResult<KubeList::Next> KubeList::take_page(const JsonReader& page) {
  const JsonReader items = page["items"];
  const std::string kind = page["kind"].text_or("");
  const bool is_empty = items.is_null() && kind.ends_with("List");  // of a server that writes no empty array
  if (!items.is_array() && !is_empty) return tl::make_unexpected(bad_page("the API server's answer is no list", path_));
  for (const JsonReader& object : items.items()) {
    if (!is_new(object)) continue;
    if (seen_.size() > k_most_objects) {
      return tl::make_unexpected(failure_of(RawError{ErrorKind::protocol, "the list has no end", RawText(path_)}));
    }
    ++given_;
    if (!(*take_)(object)) return Next::end;
  }
  std::string next = page["metadata"]["continue"].text_or("");
  if (next.empty()) return Next::end;
  if (next == continue_) return tl::make_unexpected(bad_page("the list's next page is the same again", path_));
  continue_ = std::move(next);
  return Next::page;
}

bool KubeList::is_new(const JsonReader& object) {
  const JsonReader metadata = object["metadata"];
  std::string key = metadata["uid"].text_or("");
  if (key.empty()) {  // metrics have none
    const std::string name = metadata["name"].text_or("");
    if (name.empty()) return true;
    key = metadata["namespace"].text_or("") + "/" + name;
  }
  return seen_.insert(std::hash<std::string>()(key)).second;
}

KubeResult<KubeList::Next> KubeList::recover(KubeFailure failure) {
  if (failure.error.kind == ErrorKind::too_large) return smaller_page(std::move(failure));
  const bool expired = failure.status == 410 || (failure.status == 400 && !continue_.empty());
  if (!expired || restarts_ >= k_most_restarts) return tl::make_unexpected(std::move(failure));
  ++restarts_;
  continue_.clear();
  return Next::page;
}

KubeResult<KubeList::Next> KubeList::smaller_page(KubeFailure failure) {
  if (limit_ <= 1) return tl::make_unexpected(std::move(failure));
  limit_ /= 2;
  return Next::page;
}

}  // namespace sgw::collector
