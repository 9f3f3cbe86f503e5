#include "collector/dns_name.hpp"
#include "collector/endpoint_address.hpp"
#include "collector/percent_encoding.hpp"
#include "collector/text.hpp"

#include <sgw_diag/upload.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_url = std::size_t{16} << 10;
constexpr std::size_t k_least_secret = 8;  // bytes: a shorter one cannot be masked wherever it stands

// What a shared access signature says of itself in the open.
constexpr std::array<std::string_view, 19> k_open = {"sv",  "ss",    "srt",   "sr",   "sp",     "st",  "se",
                                                     "sip", "spr",   "si",    "skt",  "ske",    "sks", "skv",
                                                     "sdd", "skoid", "sktid", "comp", "restype"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(k_blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blank) - begin + 1);
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// Calls `visit(name, value)`, both as written, until it returns false.
template <class Visit>
void each_parameter(std::string_view query, const Visit& visit) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!visit(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())))) return;
  }
}

}  // namespace

RawResult<UploadPlace> UploadPlace::parse(std::string_view url) {
  url = trimmed(url);
  if (url.empty()) return raw_fail(ErrorKind::bad_usage, "there is no URL to hand the bundle over to");
  if (url.size() > k_max_url || !is_printable(url)) {
    return raw_fail(ErrorKind::bad_usage, "what was given is not one URL on one line");
  }
  const std::size_t mark = url.find("://");
  const std::string scheme = mark == std::string_view::npos ? std::string() : lower(url.substr(0, mark));
  if (scheme != "https" && scheme != "http") {
    return raw_fail(ErrorKind::bad_usage, "the URL to hand the bundle over to begins with https://");
  }
  std::string_view rest = url.substr(mark + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  rest.remove_prefix(authority.size());
  if (authority.find('@') != std::string_view::npos) {
    return raw_fail(ErrorKind::bad_usage, "the URL to hand the bundle over to has a user name in it: none is sent");
  }
  const EndpointAddress address = parse_endpoint_address(url);
  if (!is_address(address.host) && !is_host_name(address.host)) {
    return raw_fail(ErrorKind::bad_usage, "the URL to hand the bundle over to has no host that could be one");
  }
  if (scheme == "http" && address.host != "localhost" && !is_loopback(address.host)) {
    return raw_fail(ErrorKind::bad_usage, "bundles are handed over by https:// alone");
  }
  UploadPlace place;
  place.host_ = address.host;
  place.base_ = scheme + "://" + host_and_port(address.host, address.port, scheme == "http" ? 80 : 443);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t question = std::min(rest.find('?'), rest.size());
  place.path_ = rest.substr(0, question);
  if (question < rest.size()) place.query_ = rest.substr(question + 1);
  if (!place.value("sig").empty() && !place.value("sv").empty()) place.kind_ = Kind::azure_blob;
  // Of an account's signature the path says what it is for, and that is what is asked of the operator: a container.
  const bool for_more = place.kind_ == Kind::azure_blob && place.value("sr") != "b";
  place.is_folder_ = for_more || place.path_.empty() || place.path_.ends_with('/');
  if (place.kind_ == Kind::azure_blob && place.path_.find_first_not_of('/') == std::string::npos) {
    return raw_fail(ErrorKind::bad_usage, "the URL names no container: it goes before the question mark");
  }
  return place;
}

std::string UploadPlace::value(std::string_view name) const {
  std::string found;
  each_parameter(query_, [&](std::string_view key, std::string_view value) {
    if (key != name) return true;
    found = percent_decoded(value);
    return false;
  });
  return found;
}

std::string UploadPlace::path_of(std::string_view file_name) const {
  std::string path = path_;
  if (!is_folder_) return path;
  if (!path.ends_with('/')) path += '/';
  return path + percent_encoded(file_name, &is_unreserved);
}

std::string UploadPlace::shown(std::string_view file_name) const { return base_ + path_of(file_name); }

std::string UploadPlace::target(std::string_view file_name, std::string_view more) const {
  std::string target = path_of(file_name);
  for (const std::string_view part : {more, std::string_view(query_)}) {
    if (part.empty()) continue;
    target += target.find('?') == std::string::npos ? '?' : '&';
    target += part;
  }
  return target;
}

std::optional<UtcTime> UploadPlace::expires() const {
  return kind_ == Kind::azure_blob ? parse_time(value("se")) : std::nullopt;
}

std::optional<RawError> UploadPlace::refusal(UtcTime now) const {
  if (kind_ != Kind::azure_blob) return std::nullopt;
  if (const auto end = expires(); end && *end <= now) {
    return RawError{ErrorKind::denied, "the URL's signature has expired", RawText(format_time(*end))};
  }
  const std::string rights = value("sp");
  if (!rights.empty() && rights.find_first_of("cw") == std::string::npos) {
    return RawError{
        ErrorKind::denied, "the URL's signature does not permit writing (it has neither c nor w in sp)", {}};
  }
  return std::nullopt;
}

std::vector<std::string> UploadPlace::secrets() const {
  std::vector<std::string> found;
  each_parameter(query_, [&](std::string_view key, std::string_view value) {
    const bool open = kind_ == Kind::azure_blob && std::find(k_open.begin(), k_open.end(), key) != k_open.end();
    if (open || value.size() < k_least_secret) return true;
    found.emplace_back(value);
    if (std::string decoded = percent_decoded(value); decoded != value) found.push_back(std::move(decoded));
    return true;
  });
  return found;
}

}  // namespace sgw::collector
