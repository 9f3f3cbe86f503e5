#include "collector/host_source.hpp"

#include "collector/file_reader.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/raw_artifact.hpp"
#include "collector/resolv_conf.hpp"
#include "collector/settings_report.hpp"

#include <sgw_diag/json_writer.hpp>

#include <sched.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_max_file_bytes = std::size_t{64} << 10;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

void write_list(JsonWriter& out, std::string_view key, const std::vector<std::string>& list) {
  out.key(key).begin_array();
  for (const std::string& each : list) out.value(each);
  out.end_array();
}

class HostSource : public Source {
 public:
  explicit HostSource(fs::path root) : root_(std::move(root)) {}

  void collect(const CollectContext& context, RawSink& sink) override {
    const ProxySettings proxies = proxy_settings_of_environment();
    learn_secrets({{"HTTP_PROXY", proxies.http}, {"HTTPS_PROXY", proxies.https}}, sink);
    JsonWriter out;
    out.begin_object();
    write_system(out, context);
    write_memory(out);
    write_disks(out);
    write_proxies(out, proxies);
    write_dns(out);
    out.end_object();
    sink.call({name(), "read", RawText("this host"), 0, {}});
    write_artifact(
        raw_header(name(), Role::host, Format::json, std::nullopt, Literal("environment"), Literal("host.json")),
        out.take(), context, sink);
  }

  SafeName name() const override { return SafeName("host"); }

 private:
  std::string file(std::string_view path) const {
    return read_small_file(root_ / path, k_max_file_bytes).value_or(std::string());
  }

  // The value of NAME=value or "Name: value" in a file of lines.
  static std::string value_in(std::string_view text, std::string_view key) {
    while (!text.empty()) {
      std::string_view line = take_line(text);
      if (!line.starts_with(key)) continue;
      line.remove_prefix(key.size());
      line.remove_prefix(std::min(line.find_first_not_of(" \t\""), line.size()));
      while (!line.empty() && (line.back() == '"' || line.back() == '\r')) line.remove_suffix(1);
      return std::string(line);
    }
    return {};
  }

  void write_system(JsonWriter& out, const CollectContext& context) const {
    const std::string os = value_in(file("etc/os-release"), "PRETTY_NAME=");
    if (!os.empty()) out.member("os", os);
    utsname system{};
    if (::uname(&system) == 0) {
      out.member("kernel", std::string(system.release));
      out.member("architecture", std::string(system.machine));
      out.member("hostname", std::string(system.nodename));
    }
    out.member("time", format_time(context.now));
    out.member("time_zone", time_zone());
    if (const auto seconds = number_of(file("proc/uptime"))) out.member("uptime_seconds", *seconds);
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0) out.member("cpus", CPU_COUNT(&allowed));
  }

  std::string time_zone() const {
    if (const char* zone = std::getenv("TZ"); zone != nullptr && *zone != '\0') return zone;
    constexpr std::string_view k_folder = "zoneinfo/";
    std::error_code failed;
    const std::string link = fs::read_symlink(root_ / "etc/localtime", failed).string();
    if (const std::size_t at = link.rfind(k_folder); !failed && at != std::string::npos) {
      return link.substr(at + k_folder.size());
    }
    const auto words = words_of(file("etc/timezone"));
    return words.empty() ? "UTC" : words.front();
  }

  void write_memory(JsonWriter& out) const {
    constexpr std::uint64_t k_kibibyte = 1024;
    const std::string info = file("proc/meminfo");
    if (const auto total = number_of(value_in(info, "MemTotal:"))) out.member("memory_bytes", *total * k_kibibyte);
    if (const auto free = number_of(value_in(info, "MemAvailable:"))) {
      out.member("memory_available_bytes", *free * k_kibibyte);
    }
  }

  static void write_disks(JsonWriter& out) {
    std::error_code failed;
    std::vector<fs::path> places{"/", fs::current_path(failed), fs::temp_directory_path(failed), "/var/lib/docker"};
    out.key("disk").begin_array();
    for (const fs::path& place : places) {
      struct statvfs disk {};
      if (place.empty() || ::statvfs(place.c_str(), &disk) != 0) continue;
      out.begin_object().member("path", place.string());
      out.member("total_bytes", std::uint64_t{disk.f_blocks} * disk.f_frsize);
      out.member("free_bytes", std::uint64_t{disk.f_bavail} * disk.f_frsize).end_object();
    }
    out.end_array();
  }

  static void write_proxies(JsonWriter& out, const ProxySettings& proxies) {
    out.key("proxy").begin_object();
    out.member("http", !proxies.http.empty()).member("https", !proxies.https.empty());
    out.member("no_proxy", !proxies.no_proxy.empty());
    if (const auto address = parse_proxy(proxies.https.empty() ? proxies.http : proxies.https)) {
      out.member("host", address->host).member("has_credentials", !address->userinfo.empty());
    }
    out.end_object();
  }

  void write_dns(JsonWriter& out) const {
    const ResolvConf found = read_resolv_conf(root_ / "etc/resolv.conf");
    out.key("dns").begin_object();
    write_list(out, "servers", found.servers);
    write_list(out, "search", found.search);
    write_list(out, "options", found.options);
    out.end_object();
  }

  fs::path root_;
};

}  // namespace

std::unique_ptr<Source> make_host_source(fs::path root) { return std::make_unique<HostSource>(std::move(root)); }

}  // namespace sgw::collector
