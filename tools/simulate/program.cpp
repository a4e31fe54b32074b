#include "tools/simulate/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "engine/core/errors.hpp"
#include "engine/ensemble/blocks.hpp"
#include "engine/io/document_excerpt.hpp"
#include "engine/io/run_file.hpp"
#include "tools/simulate/options.hpp"

namespace trellis {

namespace {

int end_with(const std::string& program, Exit code, const std::string& message) {
  std::fflush(stdout);
  fmt::print(stderr, "{}: {}\n", program, message);
  return static_cast<int>(code);
}

}  // namespace

std::optional<int> read_command_line(CLI::App& app, int argc, char** argv, Request& request, bool tells) {
  request.words.assign(argv, argv + argc);
  try {
    app.parse(separate_words(argc, argv));
    request.checkpoints = checkpoint_times(request.checkpoint_every);
    read_shard(request);
    return {};
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    if (!tells) return static_cast<int>(asked ? Exit::finished : Exit::input);
    if (asked) return app.exit(error);
    return end_with(app.get_name(), Exit::input, fmt::format("{}\nsee `{} --help`", error.what(), app.get_name()));
  }
}

int guarded(const std::string& program, const std::function<int()>& work) {
  try {
    return work();
  } catch (const CLI::ParseError& error) {
    return end_with(program, Exit::input, fmt::format("{}\nsee `{} --help`", error.what(), program));
  } catch (const ScenarioError& error) {
    const std::size_t number = error.problems.size();
    fmt::print(stderr, "{}", with_excerpts(error.problems));
    return end_with(
        program, Exit::input,
        number == 1 ? "1 error; nothing was computed" : fmt::format("{} errors; nothing was computed", number));
  } catch (const TooBig& error) {
    return end_with(program, Exit::input, error.what());
  } catch (const std::bad_alloc&) {
    return end_with(program, Exit::input, "there is no memory left for this run; population.scale makes it smaller");
  } catch (const OutputExists& error) {
    return end_with(program, Exit::input, error.what());
  } catch (const OtherEnsemble& error) {
    return end_with(program, Exit::input, error.what());
  } catch (const FileError& error) {
    return end_with(program, Exit::files, error.what());
  } catch (const std::exception& error) {
    return end_with(program, Exit::fault, fmt::format("a fault of the program, not of your input: {}", error.what()));
  }
}

}  // namespace trellis
