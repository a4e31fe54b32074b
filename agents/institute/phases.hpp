// P9: institutes and their projects with firms.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_projects(Step& step, Economy& e);

}  // namespace trellis
