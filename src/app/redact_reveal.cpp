#include "src/app/redact_reveal.hpp"

#include "src/app/given_file.hpp"

namespace sgw::app {

namespace {

constexpr std::size_t k_max_held = std::size_t{1} << 20;
// What pseudonyms, and their brackets as people's programs write them, are made of.
constexpr std::string_view k_in_pseudonyms = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:<>&;\\";

// Where `text` can be cut without cutting a pseudonym; 0 when more must come first.
std::size_t cut_of(std::string_view text) {
  const std::size_t last = text.find_last_not_of(k_in_pseudonyms);
  if (last != std::string_view::npos) return last + 1;
  return text.size() > k_max_held ? text.size() : 0;
}

}  // namespace

Result<RevealCount> reveal(const Session& session, const RevealJob& job, const std::stop_token& stop) {
  std::optional<GivenInput> input = GivenInput::standard_input(stop);
  if (job.input) {
    auto file = GivenInput::open(*job.input);
    if (!file) return tl::make_unexpected(session.with_subject(std::move(file).error(), job.input->native()));
    input.emplace(*std::move(file));
  }
  RevealCount count;
  std::string held;
  while (true) {
    SGW_TRY(const std::string_view chunk, input->read());
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
    held += chunk;
    const std::size_t cut = chunk.empty() ? held.size() : cut_of(held);
    if (cut > 0 && !job.print(session.reveal(std::string_view(held).substr(0, cut), count))) {
      return fail(ErrorKind::io, "the output takes no more");
    }
    held.erase(0, cut);
    if (chunk.empty()) return count;
  }
}

}  // namespace sgw::app
