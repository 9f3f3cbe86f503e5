#include "redaction/explorer.hpp"

#include "redaction/encoded_runs.hpp"
#include "redaction/escapes.hpp"
#include "redaction/frames.hpp"
#include "redaction/hexdump.hpp"

#include <optional>

namespace sgw::redaction {

namespace {

// A text of four layers of escapes is looked at five times; what is worth less trust than that gets no more.
constexpr std::size_t k_views_per_byte = 8;
constexpr std::size_t k_views_always = std::size_t{64} << 10;

// Maps what was found in `view`. The pieces of one find are seen together or not at all.
void map_all(const View& view, const Finds& found, Finds& finds, Pending* pending) {
  for (const Find& find : found) {
    const std::size_t first = finds.size();
    view.map(find, finds);
    if (pending != nullptr && finds.size() > first + 1)
      pending->context.push_back({finds[first].begin, finds.back().end});
  }
}

}  // namespace

void Explorer::find(std::string_view text, Finds& finds, Pending* pending) {
  left_ = text.size() * k_views_per_byte + k_views_always;
  View frames;
  const std::optional<std::size_t> other = undo_frames(text, frames, pending);
  if (!other) {
    layer(text, 0, finds, pending);
    return;
  }
  // A frame holds a time and the name of a stream: the lines inside are all that is looked at. One stream's lines do
  // not go on in the other's.
  stream(frames, 0, *other, finds, pending);
  stream(frames, *other, frames.text().size(), finds, pending);
}

void Explorer::stream(const View& frames, std::size_t begin, std::size_t end, Finds& finds, Pending* pending) {
  if (begin == end) return;
  Finds found;
  Pending inner;
  layer(frames.text().substr(begin, end - begin), 0, found, pending == nullptr ? nullptr : &inner);
  for (Find& find : found) {
    find.begin += begin;
    find.end += begin;
  }
  map_all(frames, found, finds, pending);
  if (pending == nullptr) return;
  if (inner.hold < end - begin) pending->hold_from(frames.source_of(begin + inner.hold));
  for (const Pending::Range& range : inner.context) {
    const bool open = range.end == std::string_view::npos;
    pending->context.push_back(
        {frames.source_of(begin + range.begin), open ? range.end : frames.source_of(begin + range.end)});
  }
}

void Explorer::layer(std::string_view text, int depth, Finds& finds, Pending* pending) {
  const std::size_t first = finds.size();
  Survey& survey = surveys_[static_cast<std::size_t>(depth)];
  make_survey(text, survey);
  const SearchText all(text, &survey);
  search_(all, finds, pending);
  if (depth == k_max_depth) return;
  View runs;
  bool encoded = decode_runs(all, runs, pending);
  encoded = decode_hexdump(all, runs, pending) || encoded;
  if (encoded) inside(runs, depth, finds, pending);
  View escapes;
  if (!resolve_escapes(text, escapes)) return;
  for (std::size_t i = first; i < finds.size(); ++i) escapes.widen(finds[i]);
  inside(escapes, depth, finds, pending);
}

void Explorer::inside(const View& view, int depth, Finds& finds, Pending* pending) {
  if (view.text().size() > left_) {
    view.all(undecided_, finds);
    return;
  }
  left_ -= view.text().size();
  Finds found;
  layer(view.text(), depth + 1, found, nullptr);
  map_all(view, found, finds, pending);
}

}  // namespace sgw::redaction
