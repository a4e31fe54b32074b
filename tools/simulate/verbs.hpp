// The verbs of the program. Each does its work and returns the exit code; what goes wrong is thrown.
#pragma once
#include "tools/simulate/request.hpp"

namespace trellis {

// run.cpp
int run(const Request& request);
// ensemble.cpp
int ensemble(const Request& request);
// resume.cpp
int resume(const Request& request);
// look.cpp: what a scenario is and what the program knows, without running it
int check(const Request& request);
int describe(const Request& request);
int show_scenario(const Request& request);
int graph(const Request& request);
// files.cpp: results that are there already
int print_digests(const Request& request);
int recover_file(const Request& request);

}  // namespace trellis
