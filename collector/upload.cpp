#include "collector/base64.hpp"
#include "collector/md5.hpp"
#include "collector/upload_sender.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/upload.hpp>

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::uint64_t k_most_blocks = 50000;  // of one blob, as the service has it

std::string type_of(std::string_view name) {
  if (name.ends_with(".zip")) return "application/zip";
  if (name.ends_with(".zst") || name.ends_with(".tzst")) return "application/zstd";
  return "application/gzip";
}

// Gives out the file from its start, and its last bytes only when all together are what was digested: a file that was
// changed meanwhile never arrives whole.
class DigestedBody {
 public:
  DigestedBody(const UploadFile& file, const UploadContext& context) : file_(file), context_(context) {}

  HttpUpload upload() {
    return {file_.bytes(), [this](std::uint64_t offset, std::span<char> into) { return read(offset, into); }};
  }

 private:
  std::optional<std::size_t> read(std::uint64_t offset, std::span<char> into) {
    if (offset == 0) {
      sha256_ = Sha256();
      next_ = 0;
    }
    const std::uint64_t left = file_.bytes() - std::min(offset, file_.bytes());
    if (left == 0) return 0;
    const auto got = file_.read(offset, into.data(), std::min<std::uint64_t>(left, into.size()));
    if (!got || *got == 0 || offset != next_) return std::nullopt;
    sha256_.add({into.data(), *got});
    next_ += *got;
    if (next_ == file_.bytes() && sha256_.hex() != file_.sha256().view()) return std::nullopt;
    if (context_.on_sent) context_.on_sent(next_);
    return got;
  }

  const UploadFile& file_;
  const UploadContext& context_;
  Sha256 sha256_;
  std::uint64_t next_ = 0;
};

// Of one blob and of its blocks.
HttpHeaders blob_headers(HttpHeaders more) {
  more.emplace_back("x-ms-version", "2020-12-06");
  return more;
}

// A machine without MD5 sends none: the service then does not compare.
HttpHeaders without_empty(HttpHeaders headers) {
  std::erase_if(headers, [](const auto& header) { return header.second.empty(); });
  return headers;
}

RawResult<void> put_whole(UploadSender& sender, const UploadPlace& place, const UploadFile& file,
                          const UploadContext& context) {
  HttpHeaders headers = {{"Content-MD5", file.md5()}, {"Content-Type", type_of(file.name())}, {"If-None-Match", "*"}};
  if (place.kind() == UploadPlace::Kind::azure_blob) {
    headers.emplace_back("x-ms-blob-type", "BlockBlob");
    headers.emplace_back("x-ms-meta-sha256", file.sha256().view());
    headers = blob_headers(std::move(headers));
  }
  DigestedBody body(file, context);
  return sender.put({}, without_empty(std::move(headers)), body.upload());
}

HttpUpload upload_of(const std::string& bytes, const std::function<void(std::uint64_t)>& on_sent) {
  return {bytes.size(), [&bytes, &on_sent](std::uint64_t offset, std::span<char> into) -> std::optional<std::size_t> {
            const std::size_t got = bytes.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
            if (on_sent) on_sent(offset + got);
            return got;
          }};
}

// Of one length for all blocks, as the service wants it; six digits become eight letters that need no encoding.
std::string block_id(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return to_base64(std::string(6 - digits.size(), '0') + digits);
}

// The blocks that a blob is made of: what was sent of them is no blob before the list is there.
RawResult<void> put_in_blocks(UploadSender& sender, const UploadFile& file, const UploadContext& context,
                              std::size_t block_bytes) {
  Sha256 sha256;
  std::string block;
  std::string list = R"(<?xml version="1.0" encoding="utf-8"?><BlockList>)";
  std::uint64_t number = 0;
  for (std::uint64_t at = 0; at < file.bytes(); at += block.size(), ++number) {
    block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(block_bytes, file.bytes() - at)));
    if (file.read(at, block.data(), block.size()) != block.size()) {
      return raw_fail(ErrorKind::io, "what is to be sent cannot be read, or has changed");
    }
    sha256.add(block);
    const std::function<void(std::uint64_t)> on_sent = [&](std::uint64_t bytes) {
      if (context.on_sent) context.on_sent(at + bytes);
    };
    const std::string id = block_id(number);
    auto sent = sender.put("comp=block&blockid=" + id, without_empty(blob_headers({{"Content-MD5", Md5::of(block)}})),
                           upload_of(block, on_sent));
    if (!sent) return sent;
    list += "<Latest>" + id + "</Latest>";
  }
  if (sha256.hex() != file.sha256().view()) return raw_fail(ErrorKind::io, "the file has changed while it was sent");
  list += "</BlockList>";
  return sender.put("comp=blocklist",
                    without_empty(blob_headers({{"Content-MD5", Md5::of(list)},
                                                {"Content-Type", "application/xml"},
                                                {"If-None-Match", "*"},
                                                {"x-ms-blob-content-md5", file.md5()},
                                                {"x-ms-blob-content-type", type_of(file.name())},
                                                {"x-ms-meta-sha256", std::string(file.sha256().view())}})),
                    upload_of(list, {}));
}

}  // namespace

RawResult<void> upload(const UploadPlace& place, const UploadFile& file, const UploadContext& context,
                       const UploadLimits& limits) {
  auto sender = UploadSender::connect(place, file.name(), context, limits);
  if (!sender) return tl::make_unexpected(std::move(sender).error());
  if (place.kind() != UploadPlace::Kind::azure_blob || file.bytes() <= limits.single) {
    return put_whole(*sender, place, file, context);
  }
  if (file.bytes() / limits.block >= k_most_blocks)
    return raw_fail(ErrorKind::too_large, "no blob is as large as this");
  return put_in_blocks(*sender, file, context, limits.block);
}

}  // namespace sgw::collector
