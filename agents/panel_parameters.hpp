// Of whom a run file keeps every one at dates, and which columns: a panel for the study of firms.
#pragma once

#include <string>
#include <vector>

#include "engine/io/describe.hpp"

namespace trellis {

struct PanelParameters {
  int every{};  // months
  std::vector<std::string> supplier, contract, oem, institute;

  void describe(Describer& d) {
    d("every", every, {.unit = "months", .least = 1, .most = 12, .meaning = "Time between the dates of panels"});
    d("supplier", supplier, {.meaning = "Columns of the panel of suppliers; none, no panel"});
    d("contract", contract, {.meaning = "Columns of the panel of contracts; none, no panel"});
    d("oem", oem, {.meaning = "Columns of the panel of vehicle makers; none, no panel"});
    d("institute", institute, {.meaning = "Columns of the panel of institutes; none, no panel"});
    d.require(every > 0 && 12 % every == 0, "every", "must be 1, 2, 3, 4, 6 or 12 months");
  }
};

struct OutputParameters {
  PanelParameters panels;
  void describe(Describer& d) { d.group("panels", panels, "Whom the run file keeps one by one at dates"); }
};

}  // namespace trellis
