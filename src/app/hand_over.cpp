#include "src/app/hand_over.hpp"

#include "src/app/given_file.hpp"

#include <chrono>
#include <cstdlib>
#include <utility>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_url_file = std::size_t{64} << 10;

Result<std::string> read_to_end(GivenInput input) {
  std::string bytes;
  while (true) {
    SGW_TRY(const std::string_view chunk, input.read());
    if (chunk.empty()) return bytes;
    if (bytes.size() + chunk.size() > k_max_url_file) return fail(ErrorKind::bad_usage, "that is more than a URL");
    bytes += chunk;
  }
}

Result<std::string> url_text(const Session& session, const UrlGiven& given, const std::stop_token& stop) {
  if (given.url) return *given.url;
  if (given.url_file && *given.url_file == "-") {
    auto bytes = read_to_end(GivenInput::standard_input(stop));
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped on request");
    return bytes;
  }
  if (given.url_file) {
    auto bytes = read_given_file(*given.url_file, k_max_url_file);
    if (!bytes) return tl::make_unexpected(session.with_subject(std::move(bytes).error(), given.url_file->native()));
    return bytes;
  }
  const char* variable = std::getenv(k_attach_url_variable);
  if (variable == nullptr || *variable == '\0') {
    return fail(ErrorKind::bad_usage,
                "where to? Say the URL by --url-file FILE (- for standard input) or in SGW_DIAG_ATTACH_URL");
  }
  return variable;
}

}  // namespace

Result<collector::UploadPlace> upload_place(const Session& session, const UrlGiven& given,
                                            const std::stop_token& stop) {
  SGW_TRY(std::string text, url_text(session, given, stop));
  auto place = collector::UploadPlace::parse(text);
  wipe(text);
  if (!place) return tl::make_unexpected(session.told(place.error()));
  const Literal what = place->kind() == collector::UploadPlace::Kind::azure_blob ? Literal("sas") : Literal("url-key");
  for (std::string& secret : place->secrets()) session.redactor().learn(RawText(std::move(secret)), what);
  const auto now = std::chrono::time_point_cast<UtcTime::duration>(std::chrono::system_clock::now());
  if (const auto refusal = place->refusal(now)) return tl::make_unexpected(session.told(*refusal));
  return *std::move(place);
}

Result<Handing> prepare_handing(const Session& session, collector::UploadPlace place,
                                const std::filesystem::path& bundle, const std::stop_token& stop) {
  auto file = collector::UploadFile::open(bundle, stop);
  if (!file) {
    Error error = session.told(file.error());
    if (error.kind != ErrorKind::cancelled) error.kind = ErrorKind::bad_usage;
    return tl::make_unexpected(std::move(error));
  }
  const std::string raw = place.shown(file->name());
  SafeText to = session.shown(raw);
  const bool masked = to.view() != raw;
  return Handing{std::move(place), *std::move(file), std::move(to), masked};
}

Result<void> hand_over(const Session& session, const Handing& handing, Deadline deadline, const std::stop_token& stop,
                       Progress& progress) {
  constexpr std::size_t slot = 0;
  const SafeText name = session.shown(handing.file.name());
  progress.stage("handing the bundle over");
  progress.begin(slot, SafeName("attach"));
  const collector::UploadContext context{
      .deadline = deadline, .stop = stop, .on_sent = [&](std::uint64_t bytes) { progress.advance(slot, bytes, name); }};
  auto sent = collector::upload(handing.place, handing.file, context);
  progress.end(slot);
  if (!sent) return tl::make_unexpected(session.told(sent.error()));
  return {};
}

}  // namespace sgw::app
