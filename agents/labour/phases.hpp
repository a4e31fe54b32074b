// P6: the labour market of each cluster, training, skills, and the experts that the state sends into firms.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_labour(Step& step, Economy& e);
void tell_skills(Step& step, Economy& e);
// Workers of firms that leave, or leave their cluster, look for work again.
void tell_dismissals(Step& step, Economy& e);
/// The labour market of the first month: workers of the first contracts, of home industries, and of all others.
void start_labour(Economy& e);

}  // namespace trellis
