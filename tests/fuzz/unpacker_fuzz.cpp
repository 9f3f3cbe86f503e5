#include <sgw_diag/unpack.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

// Checks the order of the calls, which the file source relies on.
class Checking : public sgw::UnpackVisitor {
 public:
  bool begin(const sgw::UnpackedMember& member) override {
    inside_ = member.name.size() % 7 != 6;  // some are skipped
    return inside_;
  }
  bool data(std::string_view chunk) override {
    if (!inside_ || chunk.empty()) std::abort();
    return true;
  }
  void end() override {
    if (!inside_) std::abort();
    inside_ = false;
  }

 private:
  bool inside_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t at = 0;
  const auto read = [&]() -> std::string_view {
    const std::string_view chunk = bytes.substr(at, 97);
    at += chunk.size();
    return chunk;
  };
  sgw::UnpackLimits limits;
  limits.max_bytes = std::uint64_t{1} << 20;
  limits.max_members = 100;
  Checking visitor;
  (void)sgw::looks_packed(bytes);
  (void)sgw::unpack(read, visitor, limits);
  return 0;
}
