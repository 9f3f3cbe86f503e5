#include "collector/registry_client.hpp"

#include "collector/http_head.hpp"
#include "collector/proxy_secrets.hpp"

#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_token = std::size_t{16} << 10;  // bytes
constexpr std::size_t k_max_tag = 128;                      // bytes, as registries have it

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool is_tag(std::string_view text) {
  return !text.empty() && text.size() <= k_max_tag && is_word(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '.' || c == '-'; });
}

bool is_redirect(int status) { return status == 301 || status == 302 || status == 307 || status == 308; }

RawError refusal(int status) {
  switch (status) {
    case 401:
    case 403:
      return {ErrorKind::denied, "the registry wants credentials, and none are sent", {}};
    case 407:
      return {ErrorKind::denied, "the proxy wants credentials", {}};
    case 404:
      return {ErrorKind::not_found, "the registry has no such repository", {}};
    case 429:
      return {ErrorKind::denied, "the registry asks to come later", {}};
    default:
      return {ErrorKind::protocol, "the registry does not answer with a list", {}};
  }
}

}  // namespace

RegistryClient::RegistryClient(RegistryAddress address, SafeName source, const CollectContext& context, RawSink& sink,
                               RegistryWay way, const RegistryLimits& limits)
    : address_(std::move(address)),
      source_(std::move(source)),
      sink_(sink),
      limits_(limits),
      way_(std::move(way)),
      end_(context.deadline.capped(limits.time)),
      stop_(context.stop) {}

RawResult<HttpClient> RegistryClient::connect(std::string base, std::string_view host, bool plain) {
  ProxyChoice choice = proxy_for(way_.proxy, host, plain);
  if (choice.unreadable) return raw_fail(ErrorKind::bad_usage, "the setting for a proxy cannot be read");
  if (choice.proxy && choice.proxy->scheme != "http" && choice.proxy->scheme != "https")
    return raw_fail(ErrorKind::protocol, "it is reached by a proxy that is neither http:// nor https://");
  if (choice.proxy) learn_proxy(*choice.proxy, sink_);
  return HttpClient(HttpServer{.base = std::move(base),
                               .unix_socket = {},
                               .ca_file = way_.ca_file,
                               .cert_file = {},
                               .key_file = {},
                               .proxy = std::move(choice.proxy)});
}

RawResult<HttpResponse> RegistryClient::ask(HttpClient& http, const std::string& target, const std::string& token) {
  HttpRequest request;
  request.target = target;
  request.max_body = limits_.page_bytes;
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  const auto start = Deadline::Clock::now();
  auto response = http.get(request, end_, stop_);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start);
  sink_.call({.source = source_,
              .verb = "GET",
              .target = RawText(http.server().base + target),
              .status = response ? response->status : 0,
              .took = took});
  return response;
}

RawResult<HttpResponse> RegistryClient::get(const std::string& target) {
  std::string at = target;
  while (true) {
    auto response = ask(*http_, at, token_);
    if (!response) return response;
    if (is_redirect(response->status)) {
      if (++redirects_ > limits_.redirects) return raw_fail(ErrorKind::protocol, "the registry redirects in a circle");
      const auto there = target_on(address_.base(), response->header("location").value_or(""));
      if (!there) return raw_fail(ErrorKind::protocol, "the registry redirects to another place");
      at = *there;
      continue;
    }
    if (response->status != 401 || !token_.empty()) return response;
    if (auto obtained = obtain_token(*response); !obtained) return tl::make_unexpected(std::move(obtained).error());
  }
}

RawResult<HttpResponse> RegistryClient::ask_for_token(const BearerChallenge& challenge) {
  const auto with_query = [&](std::string target) {
    target += target.find('?') == std::string::npos ? '?' : '&';
    target += "service=" + query_value(challenge.service);
    return target + "&scope=" + query_value("repository:" + address_.repository + ":pull");
  };
  if (auto target = target_on(address_.base(), challenge.realm)) return ask(*http_, with_query(*target), {});
  auto place = token_place(challenge.realm);
  if (!place) return raw_fail(ErrorKind::protocol, "the registry's tokens are given out by a place that is not asked");
  auto http = connect(place->base(), place->host, false);
  if (!http) return tl::make_unexpected(std::move(http).error());
  return ask(*http, with_query(std::move(place->target)), {});
}

RawResult<void> RegistryClient::obtain_token(const HttpResponse& refused) {
  const auto challenge = bearer_challenge(refused.header("www-authenticate").value_or(""));
  if (!challenge) return tl::make_unexpected(refusal(401));
  auto answer = ask_for_token(*challenge);
  if (!answer) return tl::make_unexpected(std::move(answer).error());
  if (!answer->ok()) return tl::make_unexpected(refusal(401));
  const auto json = JsonReader::parse(answer->body);
  std::string token = json ? (*json)["token"].text_or("") : std::string();
  if (token.empty() && json) token = (*json)["access_token"].text_or("");
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (token.empty() || token.size() > k_max_token || !std::all_of(token.begin(), token.end(), plain)) {
    return raw_fail(ErrorKind::protocol, "the registry's token is none");
  }
  sink_.learn(RawText(token), "registry-token");
  token_ = std::move(token);
  return {};
}

RawResult<void> RegistryClient::take_page(const HttpResponse& page, TagList& list) {
  if (!page.ok()) return tl::make_unexpected(refusal(page.status));
  bytes_ += page.body.size();
  if (bytes_ > limits_.bytes) return raw_fail(ErrorKind::too_large, "the registry's list is too large");
  const auto json = JsonReader::parse(page.body);
  const JsonReader tags = json ? (*json)["tags"] : JsonReader();
  if (!tags.is_array() && !tags.is_null()) return tl::make_unexpected(refusal(page.status));
  if (!list.answered) list.answered = parse_http_date(page.header("date").value_or(""));
  for (const JsonReader& item : tags.items()) {
    std::string tag = item.text_or("");
    if (!is_tag(tag)) {
      ++list.refused;
    } else if (list.tags.size() < limits_.tags) {
      list.tags.push_back(std::move(tag));
    } else {
      return raw_fail(ErrorKind::too_large, "the registry's list has too many tags");
    }
  }
  return {};
}

RawResult<void> RegistryClient::read_pages(TagList& list) {
  auto http = connect(address_.base(), address_.host, address_.plain);
  if (!http) return tl::make_unexpected(std::move(http).error());
  http_.emplace(*std::move(http));
  std::string target = "/v2/" + address_.repository + "/tags/list";
  const std::string own = target;
  std::set<std::string> read;
  while (true) {
    if (list.pages == limits_.pages) return raw_fail(ErrorKind::too_large, "the registry's list has too many pages");
    if (!read.insert(target).second) return raw_fail(ErrorKind::protocol, "the registry's pages go in a circle");
    auto page = get(target);
    if (!page) return tl::make_unexpected(std::move(page).error());
    if (auto taken = take_page(*page, list); !taken) return taken;
    ++list.pages;
    const auto link = next_link(page->header("link").value_or(""));
    if (!link) return {};
    const auto next = target_on(address_.base(), *link);
    if (!next || next->substr(0, next->find('?')) != own) {
      return raw_fail(ErrorKind::protocol, "the registry's next page is another place");
    }
    target = *next;
  }
}

TagList RegistryClient::tags() {
  TagList list;
  if (auto result = read_pages(list); !result) {
    list.error = std::move(result).error();
    list.error->subject = RawText(address_.shown());
  }
  wipe(token_);
  list.whole = !list.error;
  std::sort(list.tags.begin(), list.tags.end());
  list.tags.erase(std::unique(list.tags.begin(), list.tags.end()), list.tags.end());
  return list;
}

}  // namespace sgw::collector
