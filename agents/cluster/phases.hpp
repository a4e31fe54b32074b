// P0 and P9: infrastructure of the clusters, and the knowledge that spills over in and between them.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_clusters(Step& step, Economy& e);
void tell_knowledge_pools(Step& step, Economy& e);

}  // namespace trellis
