#include "collector/file_survey.hpp"

#include "collector/log_decoder.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_head_bytes = std::size_t{64} << 10;
constexpr std::size_t k_max_env_bytes = std::size_t{1} << 20;
constexpr std::size_t k_max_containers = 64;

bool holds_gateway_settings(const std::vector<EnvVariable>& variables) {
  return std::any_of(variables.begin(), variables.end(), [](const EnvVariable& variable) {
    return variable.name.starts_with("config.service") || variable.name.starts_with("config_service") ||
           variable.name.starts_with("gateway.name");
  });
}

class Surveyor : public ContentVisitor {
 public:
  Surveyor(const LogRange& range, CountLines count) : range_(range), count_(count) {}
  ~Surveyor() override { wipe(text_); }

  bool begin(ContentId id, const std::string& name) override {
    content_ = Content{.id = id, .name = name, .log_name = parse_log_name(name)};
    head_.clear();
    wipe(text_);
    decided_ = false;
    transcoder_.reset();
    counter_.reset();
    return true;
  }

  bool data(std::string_view chunk) override {
    if (!decided_) {
      head_ += chunk;
      return head_.size() < k_head_bytes || decide(false);
    }
    return text(transcoder_->add(chunk));
  }

  void end(std::optional<RawError>) override {
    if (!decided_) decide(true);
    if (transcoder_ && wants_more()) text(transcoder_->finish());
    if (content_.kind == ContentKind::json) content_.kind = json();
    if (content_.kind == ContentKind::env) env();
    if (counter_) {
      counter_->finish_log();
      survey_.log_lines[content_.log_name.base] += counter_->window().lines();
    }
    survey_.contents.push_back(std::move(content_));
  }

  Survey take() { return std::move(survey_); }

 private:
  bool wants_more() const {
    return counter_ || content_.kind == ContentKind::json || content_.kind == ContentKind::env;
  }

  bool decide(bool whole) {
    decided_ = true;
    content_.encoding = detect_encoding(head_);
    transcoder_.emplace(content_.encoding);
    const std::string beginning(transcoder_->add(head_));
    wipe(head_);
    content_.kind =
        content_.encoding == Encoding::binary ? ContentKind::binary : guess_kind(content_.name, beginning, whole);
    if (content_.kind == ContentKind::log) begin_log(beginning);
    return wants_more() && text(beginning);
  }

  void begin_log(std::string_view beginning) {
    content_.kind = ContentKind::log;
    content_.format = detect_log_format(beginning);
    if (count_ == CountLines::no) return;
    counter_.emplace(range_);
    counter_->begin_part(content_.format, nullptr);
  }

  bool text(std::string_view more) {
    if (counter_) {
      counter_->add(more);
      return true;
    }
    text_ += more;
    const std::size_t most = content_.kind == ContentKind::env ? k_max_env_bytes : k_max_json_bytes;
    if (text_.size() <= most) return true;
    too_large();
    return counter_.has_value();
  }

  // Too much for one document: a log, unless its name says otherwise. The gate withholds what it cannot read whole.
  void too_large() {
    if (content_.kind == ContentKind::env) {
      content_.kind = ContentKind::text;
    } else if (!content_.log_name.part.ends_with(".json")) {
      begin_log(std::string_view(text_).substr(0, k_head_bytes));
      if (counter_) counter_->add(text_);
    }
    wipe(text_);
  }

  ContentKind json() {
    if (text_.empty()) return ContentKind::json;
    JsonReader document;
    const ContentKind kind = decide_json(content_.name, text_, document);
    if (kind == ContentKind::inspect) {
      for (const JsonReader& container : containers_of(document)) {
        if (survey_.containers.size() < k_max_containers) survey_.containers.push_back(container);
      }
    } else if (kind == ContentKind::log) {
      begin_log(text_);
      if (counter_) counter_->add(text_);
    }
    return kind;
  }

  void env() {
    auto variables = parse_env_file(text_);
    if (holds_gateway_settings(variables)) survey_.settings.push_back(std::move(variables));
  }

  LogRange range_;
  CountLines count_;
  Survey survey_;
  Content content_;
  std::string head_;
  std::string text_;
  bool decided_ = false;
  std::optional<Transcoder> transcoder_;
  std::optional<LogDecoder> counter_;
};

}  // namespace

std::string Input::prefix_of(const FoundFile& file) const {
  return is_folder ? std::string(without_archive(file.name)) : std::string();
}

Survey survey_files(const Input& input, const LogRange& range, CountLines count, const CollectContext& context) {
  Surveyor surveyor(range, count);
  std::vector<RawError> problems;
  for (std::size_t index = 0; index < input.files.size(); ++index) {
    const FoundFile& file = input.files[index];
    auto visited = visit_contents(file, index, input.prefix_of(file), surveyor, context);
    if (!visited) problems.push_back(std::move(visited).error());
    if (!context.over()) continue;
    for (++index; index < input.files.size(); ++index) {
      problems.push_back(
          {ErrorKind::cancelled, "not looked at: the time was up", RawText(input.files[index].path.string())});
    }
  }
  Survey survey = surveyor.take();
  survey.problems = std::move(problems);
  std::stable_sort(survey.contents.begin(), survey.contents.end(), [](const Content& left, const Content& right) {
    return comes_before(left.log_name, right.log_name);
  });
  return survey;
}

}  // namespace sgw::collector
