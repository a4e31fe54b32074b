// Goes on with a run that was interrupted, or forks another one from its past.
#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/io/describe_list.hpp"
#include "engine/io/provenance.hpp"
#include "engine/run/sidecar.hpp"
#include "tools/simulate/branch.hpp"
#include "tools/simulate/course.hpp"
#include "tools/simulate/verbs.hpp"
#include "trellis_build_info.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, std::string why) {
  throw ScenarioError{Problem{path.string(), 0, 0, "", std::move(why)}};
}

/// The results that `word` stands for: they themselves, the .partial or the .checkpoint beside them.
fs::path results_of(const std::string& word) {
  const fs::path path = word;
  return path.extension() == ".partial" || path.extension() == ".checkpoint" ? fs::path(path).replace_extension()
                                                                             : path;
}

void check_there(const fs::path& output, bool branches) {
  const fs::path partial = partial_path(output), checkpoint = checkpoint_path(output);
  if (!branches && !fs::exists(partial) && fs::exists(output))
    refuse(output, "has ended already, or was mended by `simulate recover`: there is nothing to resume" +
                       std::string{fs::exists(checkpoint) ? "; --branch forks another run from its checkpoint" : ""});
  if (!branches && fs::exists(partial) && fs::exists(output))
    refuse(output, "exists beside the unfinished " + partial.string() + ", which would become it; move one away");
  if (fs::exists(checkpoint)) {
    if (!fs::exists(partial) && !(branches && fs::exists(output)))
      throw FileError(partial.string(), "no such file, and with it the months before the checkpoint");
    return;
  }
  throw FileError(checkpoint.string(), fs::exists(partial) ? "no such file: the run was killed before its first "
                                                             "checkpoint; `simulate recover` mends what there is"
                                                           : "no such file");
}

/// How problems call the scenario of a checkpoint: not as a file of which lines could be shown.
std::string base_of(const CheckpointReader& checkpoint) {
  return checkpoint.path().generic_string() + " (scenario)";
}

/// The scenario of a checkpoint, with what is laid on it.
Loaded load_from(const CheckpointReader& checkpoint, const std::vector<std::string>& overlays) {
  const RunDescription& run = checkpoint.head().run;
  Loaded loaded;
  loaded.document = Document::load_text(base_of(checkpoint), run.provenance.scenario, overlays);
  loaded.origins = read(loaded.document, loaded.scenario);
  loaded.targets = run.targets;
  return loaded;
}

void check_program(const CheckpointReader& checkpoint) {
  const Provenance& by = checkpoint.head().run.provenance;
  if (by.version != TRELLIS_VERSION || by.revision != TRELLIS_REVISION)
    refuse(checkpoint.path(), fmt::format("was written by trellis {} ({}); this is {} ({}), which would not go on with "
                                          "the same bits",
                                          by.version, by.revision, TRELLIS_VERSION, TRELLIS_REVISION));
}

/// What the past says of its inputs, with what the overlay gives instead. `base`: the name under which the scenario of
/// the checkpoint was read.
Provenance provenance_of(Loaded& branch, const Provenance& past, const std::string& base,
                         const fs::path& overlay) {
  ScenarioOrigins origins = branch.origins;
  std::erase(origins.files, base);
  Provenance all = past;
  all.parameters.clear();
  note_inputs(all, overlay, origins, canonical_text(description_of(branch.scenario)));
  std::map<std::string, const ParameterOrigin*> before;
  for (const ParameterOrigin& parameter : past.parameters) before.emplace(parameter.path, &parameter);
  for (std::size_t i = 0; i < origins.values.size(); ++i)
    if (const auto found = before.find(origins.values[i].path);
        origins.values[i].file == base && found != before.end())
      all.parameters[i] = *found->second;
  return all;
}

int go_on(const Request& request, const fs::path& output, CheckpointReader& checkpoint, const Loaded& loaded) {
  const CheckpointHead& head = checkpoint.head();
  PastMonths past{partial_path(output), head, output};
  return carry_out(request, {.scenario = loaded.scenario,
                             .description = head.run,
                             .output = output,
                             .from = &checkpoint,
                             .past = &past,
                             .goes_on = true});
}

int branch_off(const Request& request, const fs::path& from, CheckpointReader& checkpoint, const Loaded& loaded) {
  const CheckpointHead& head = checkpoint.head();
  Loaded branch = load_from(checkpoint, {request.branch});
  check_branch(loaded, branch, head.run.start + static_cast<int>(head.step));
  const fs::path output = request.output.empty() ? fs::path(request.branch).filename().replace_extension(".h5")
                                                 : fs::path(request.output);
  if (fs::weakly_canonical(output) == fs::weakly_canonical(from))
    refuse(output, "is the run from which the branch is to fork; -o names another file");
  RunFile::check_output(output, request.overwrite);
  PastMonths past{fs::exists(partial_path(from)) ? partial_path(from) : from, head, output};
  RunDescription description = head.run;
  description.title = branch.scenario.title;
  description.provenance =
      provenance_of(branch, head.run.provenance, base_of(checkpoint), request.branch);
  return carry_out(request, {.scenario = branch.scenario,
                             .description = std::move(description),
                             .output = output,
                             .from = &checkpoint,
                             .past = &past});
}

}  // namespace

int resume(const Request& request) {
  const bool branches = !request.branch.empty();
  if (!branches && (!request.output.empty() || request.overwrite))
    throw ScenarioError{Problem{"", 0, 0, "", "-o and --overwrite go with --branch: a run goes on under its own name"}};
  const fs::path output = results_of(request.files.at(0));
  check_there(output, branches);
  CheckpointReader checkpoint{checkpoint_path(output)};
  check_program(checkpoint);
  Loaded loaded = load_from(checkpoint, {});
  if (canonical_text(description_of(loaded.scenario)) != checkpoint.head().run.provenance.scenario)
    throw std::logic_error{"the scenario of the checkpoint does not read back as it was written"};
  return branches ? branch_off(request, output, checkpoint, loaded) : go_on(request, output, checkpoint, loaded);
}

}  // namespace trellis
