#include "collector/file_source.hpp"

#include "collector/container_report.hpp"
#include "collector/file_writer.hpp"
#include "collector/log_groups.hpp"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace sgw::collector {

namespace {

namespace fs = std::filesystem;

constexpr int k_max_visits_of_a_file = 16;  // to bring the members of an archive in order

// What one instance is made of. Files that are the rotated parts of one log, as a shell's pattern lists them, are one.
struct Argument {
  std::vector<FoundFile> files;
  std::string name;
  bool is_folder = false;
};

std::string name_of_folder(const fs::path& path) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(path, failed);
  const std::string name = (failed ? path : whole).filename().string();
  return name.empty() || name == "." || name == ".." ? "logs" : name;
}

class FileSource : public Source {
 public:
  FileSource(const Selection& selection, std::shared_ptr<Targets> targets)
      : logs_(selection.logs), tail_(selection.tail), targets_(std::move(targets)) {
    range_.since = selection.since;
    range_.until = selection.until;
  }

  void collect(const CollectContext& context, RawSink& sink) override {
    const auto present = take_present(sink);
    for (const Argument& argument : arguments_of(present, context, sink)) collect_argument(argument, context, sink);
  }

  SafeName name() const override { return SafeName("files"); }

 private:
  // Where nothing at all is there, these are places without an answer; else something is missing from the bundle.
  std::vector<fs::path> take_present(RawSink& sink) const {
    std::vector<fs::path> present;
    std::vector<fs::path> absent;
    for (const fs::path& path : logs_) {
      std::error_code failed;
      (fs::exists(path, failed) ? present : absent).push_back(path);
    }
    const auto kind = present.empty() ? Remark::Kind::looked : Remark::Kind::gap;
    for (const fs::path& path : absent) {
      sink.remark({kind, name(), "saved logs", RawText(path.string()), RawText("there is no such file or folder")});
    }
    return present;
  }

  std::vector<Argument> arguments_of(const std::vector<fs::path>& paths, const CollectContext& context,
                                     RawSink& sink) const {
    std::vector<Argument> arguments;
    std::map<std::string, std::size_t> by_log;
    for (const fs::path& path : paths) {
      std::vector<FoundFile> files = files_of(path, context, sink);
      std::error_code failed;
      if (fs::is_directory(path, failed)) {
        for (LogGroup& group : group_logs(std::move(files), name_of_folder(path)))
          arguments.push_back({std::move(group.files), std::move(group.name), true});
        continue;
      }
      const std::string log = (path.parent_path() / parse_log_name(path.filename().string()).base).string();
      const auto [known, is_new] = by_log.emplace(log, arguments.size());
      if (is_new) {
        arguments.push_back({std::move(files), name_of_log(path.filename().string()), false});
      } else {
        std::move(files.begin(), files.end(), std::back_inserter(arguments[known->second].files));
      }
    }
    return arguments;
  }

  std::vector<FoundFile> files_of(const fs::path& path, const CollectContext& context, RawSink& sink) const {
    sink.call({name(), "read", RawText(path.string()), 0, {}});
    FileTree tree = list_files(path, context);
    for (SkippedFile& skipped : tree.skipped) {
      sink.remark({Remark::Kind::gap, name(), skipped.why, RawText(skipped.path.string()), {}});
    }
    return std::move(tree.files);
  }

  void collect_argument(const Argument& argument, const CollectContext& context, RawSink& sink) {
    const Input input{argument.files, argument.is_folder};
    Survey survey = survey_files(input, range_, tail_ ? CountLines::yes : CountLines::no, context);
    for (RawError& problem : survey.problems) {
      sink.remark({Remark::Kind::gap, name(), problem.what, std::move(problem.subject), {}});
    }
    const InstanceId instance = announce(argument, survey, sink);
    std::erase_if(survey.contents, [&](const Content& content) { return content.kind == ContentKind::inspect; });
    FileWriter writer(std::move(survey.contents), instance, sink);
    writer.set_range(range_, std::move(survey.log_lines), tail_);
    write(input, writer, context);
  }

  // Secrets first: what the records hold is learnt before a line of a log is written.
  InstanceId announce(const Argument& argument, const Survey& survey, RawSink& sink) {
    ContainerContext container;
    container.source = name();
    container.reasons = {"saved"};
    container.live = false;
    std::optional<InstanceId> only;
    for (const JsonReader& inspect : survey.containers) only = report_container(inspect, container, *targets_, sink);
    if (survey.containers.size() == 1) return *only;
    const InstanceId instance = sink.add_instance(name(), RawText(argument.name));
    for (const auto& settings : survey.settings) learn_secrets(settings, sink);
    if (!survey.settings.empty()) {
      report_settings(survey.settings.front(), instance, name(), false, *targets_, sink);
    }
    return instance;
  }

  static void write(const Input& input, FileWriter& writer, const CollectContext& context) {
    std::map<std::size_t, int> visits;
    while (const auto index = writer.next_file()) {
      if (context.over()) {
        writer.give_up_next("the time was up");
        continue;
      }
      if (++visits[*index] == k_max_visits_of_a_file) writer.take_as_they_come();
      const std::size_t before = writer.written();
      const FoundFile& file = input.files[*index];
      // Problems were told by the survey; a file that changed since then shows as one that brings nothing.
      (void)visit_contents(file, *index, input.prefix_of(file), writer, context);
      if (writer.written() == before) writer.give_up_next("the file changed while it was read");
    }
  }

  std::vector<fs::path> logs_;
  LogRange range_;
  std::optional<std::uint64_t> tail_;
  std::shared_ptr<Targets> targets_;
};

}  // namespace

std::unique_ptr<Source> make_file_source(const Selection& selection, std::shared_ptr<Targets> targets) {
  return std::make_unique<FileSource>(selection, std::move(targets));
}

}  // namespace sgw::collector
