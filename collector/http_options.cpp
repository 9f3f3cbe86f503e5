#include "collector/http_options.hpp"

#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sgw::collector {

namespace {

struct UrlFree {
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};

// A URL as libcurl understands it, so that both agree on what its host is.
class CurlUrl {
 public:
  explicit CurlUrl(const std::string& text, unsigned flags = 0) : url_(curl_url()) {
    good_ = url_ != nullptr && curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), flags) == CURLUE_OK;
  }
  explicit operator bool() const { return good_; }

  std::string part(CURLUPart what, unsigned flags = 0) const {
    char* found = nullptr;
    if (curl_url_get(url_.get(), what, &found, flags) != CURLUE_OK || found == nullptr) return {};
    std::string text = found;
    curl_free(found);
    return text;
  }
  bool set_host(const std::string& name) {
    return curl_url_set(url_.get(), CURLUPART_HOST, name.c_str(), 0) == CURLUE_OK;
  }

 private:
  std::unique_ptr<CURLU, UrlFree> url_;
  bool good_ = false;
};

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos || host.front() == '[' ? host : "[" + host + "]";
}

// The name goes where libcurl takes the host to verify from, and the connection to where the server is.
bool name_host(HttpRoute& route, const std::string& name) {
  CurlUrl url(route.base);
  if (!url) return false;
  const std::string host = url.part(CURLUPART_HOST);
  const std::string given_port = url.part(CURLUPART_PORT);
  const std::string port = url.part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (host.empty() || !url.set_host(bracketed(name))) return false;
  route.host = given_port.empty() ? host : host + ":" + given_port;
  route.connect_to = bracketed(name);
  for (const std::string& part : {port, host, port}) route.connect_to.append(":").append(part);
  route.base = url.part(CURLUPART_URL);
  if (route.base.ends_with('/')) route.base.pop_back();  // a URL has a path, a base none
  return true;
}

// A host name is resolved where the connection is made: by the proxy.
std::string proxy_url(const std::string& given) {
  const std::size_t mark = given.find("://");
  const std::string scheme = mark == std::string::npos ? "http" : lower(given.substr(0, mark));
  const std::string rest = mark == std::string::npos ? given : given.substr(mark + 3);
  constexpr std::array known = {std::string_view("http"), std::string_view("https"), std::string_view("socks5"),
                                std::string_view("socks5h")};
  if (std::find(known.begin(), known.end(), scheme) == known.end()) return {};
  std::string url = scheme == "socks5" ? "socks5h" : scheme;
  url += "://" + rest;
  return CurlUrl(url, CURLU_NON_SUPPORT_SCHEME) ? url : std::string();
}

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

// Bytes that outlive the handle's use. What nothing is set for stays as libcurl has it.
void set_blob(CURL* handle, CURLoption option, const std::string& bytes) {
  if (bytes.empty()) return;
  curl_blob blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_NOCOPY};  // NOLINT: it is only read
  curl_easy_setopt(handle, option, &blob);
}

void set_trust(CURL* handle, const HttpServer& server) {
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, server.insecure ? 0L : 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, server.insecure ? 0L : 2L);
  curl_easy_setopt(handle, CURLOPT_PROXY_SSL_VERIFYPEER, server.insecure ? 0L : 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY_SSL_VERIFYHOST, server.insecure ? 0L : 2L);
  if (!server.ca_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_PROXY_CAINFO, server.ca_file.c_str());
  }
  if (server.ca_pem.empty()) return;
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // the folder of the system's authorities
  set_blob(handle, CURLOPT_CAINFO_BLOB, server.ca_pem);
  // A proxy may be anyone's: these authorities count for it besides the system's.
  set_blob(handle, CURLOPT_PROXY_CAINFO_BLOB, server.ca_pem);
}

void set_client_certificate(CURL* handle, const HttpServer& server) {
  if (!server.cert_file.empty()) curl_easy_setopt(handle, CURLOPT_SSLCERT, server.cert_file.c_str());
  if (!server.key_file.empty()) curl_easy_setopt(handle, CURLOPT_SSLKEY, server.key_file.c_str());
  set_blob(handle, CURLOPT_SSLCERT_BLOB, server.cert_pem);
  set_blob(handle, CURLOPT_SSLKEY_BLOB, server.key_pem);
  curl_easy_setopt(handle, CURLOPT_KEYPASSWD, "");  // else OpenSSL asks for it on the terminal
}

}  // namespace

RawResult<HttpRoute> http_route(const HttpServer& server) {
  HttpRoute route;
  route.base = server.base;
  if (!server.proxy.empty()) {
    route.proxy = proxy_url(server.proxy);
    // Its text is no subject: it may hold a password.
    if (route.proxy.empty()) return raw_fail(ErrorKind::bad_usage, "the address of the proxy cannot be used");
  }
  if (!server.tls_server_name.empty() && lower(server.base).starts_with("https://") &&
      !name_host(route, server.tls_server_name)) {
    return raw_fail(ErrorKind::bad_usage, "the server's address or its TLS name is not one", RawText(server.base));
  }
  return route;
}

void set_server_options(CURL* handle, const HttpServer& server, const HttpRoute& route, curl_slist* connect_to) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);  // does not wait for a resolver thread
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "sgw-diag");
  // An empty text, unlike none, keeps libcurl from the environment's proxy variables.
  curl_easy_setopt(handle, CURLOPT_PROXY, route.proxy.c_str());
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
  curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(handle, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));  // the proxy sees none of ours
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
  if (connect_to != nullptr) curl_easy_setopt(handle, CURLOPT_CONNECT_TO, connect_to);
  if (!server.unix_socket.empty()) curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, server.unix_socket.c_str());
  set_trust(handle, server);
  set_client_certificate(handle, server);
}

RawResult<CurlList> header_list(const std::vector<std::pair<std::string, std::string>>& headers) {
  CurlList list;
  for (const auto& [name, value] : headers) {
    if (breaks_line(name) || breaks_line(value)) {
      return raw_fail(ErrorKind::bad_usage, "a header's value has more than one line");
    }
    std::string line = name;
    line += value.empty() ? ";" : ": ";  // libcurl would drop an empty one
    append(list, line += value);
  }
  return list;
}

void append(CurlList& list, const std::string& line) {
  if (curl_slist* longer = curl_slist_append(list.get(), line.c_str()); longer != list.get()) {
    (void)list.release();
    list.reset(longer);
  }
}

}  // namespace sgw::collector
