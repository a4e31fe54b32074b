// What the programs do alike: they read a command line, and tell in words with an exit code what goes wrong.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "tools/simulate/request.hpp"

namespace CLI {
class App;
}

namespace trellis {

/// Reads the command line into `request`, which the options of `app` fill. Returns the exit code where that is all:
/// after --help and --version, and after what cannot be understood, which `tells` prints.
std::optional<int> read_command_line(CLI::App& app, int argc, char** argv, Request& request, bool tells = true);

/// What `work` returns, or the exit code of what it throws, told as `PROGRAM: ...` on stderr.
int guarded(const std::string& program, const std::function<int()>& work);

}  // namespace trellis
