"""P12: links that lasted the year, and the shape of the supply network, each December."""
import math
from collections import deque

from . import streams
from .economy import phase
from .frontier import in_force
from .plain import NOWHERE, PROJECT, nearest

MAKER, SUPPLIER, INSTITUTE = range(3)
CONTRACT, PROJECT, INPUT = range(3)


@phase("nation.compare_links")
def compare_links(e):
    s, c, n = e.supplier, e.contract, e.nation
    makers, partner = [0] * s.n, [0] * e.slot.n
    for k in range(c.n):
        if in_force(e, k):
            supplier = int(c.supplier[k])
            makers[supplier] |= 1 << int(c.oem[k])
            partner[int(c.slot[k])] = int(s.identity[supplier]) + 1
    kept = sum((int(s.makers[i]) & makers[i]).bit_count() for i in range(s.n))
    same = sum(1 for k in range(e.slot.n) if partner[k] != 0 and partner[k] == e.slot.partner[k])
    before, served_before = n.supply_links[0], n.served_slots[0]
    n.link_survival[0] = kept / before if before > 0 else math.nan  # (12.28)
    n.contract_survival[0] = same / served_before if served_before > 0 else math.nan
    n.supply_links[0] = sum(m.bit_count() for m in makers)
    n.served_slots[0] = sum(1 for p in partner if p != 0)
    s.makers[:] = makers
    e.slot.partner[:] = partner


def links_of(e):
    """(kind, from, to, dong a year): goods along contracts and inputs, knowledge along projects"""
    c, j, links = e.contract, e.project, []
    for k in range(c.n):
        if in_force(e, k):
            value = nearest(12 * (c.share[k] * e.slot.expected[int(c.slot[k])] * c.price[k]))
            links.append((CONTRACT, (SUPPLIER, int(c.supplier[k])), (MAKER, int(c.oem[k])), value))
    s = e.supplier
    for i in range(s.n):
        for kind in range(2):
            seller, lot = int(s.seller[i, kind]), s.input_lot[i, kind]
            if s.input_live[i, kind] and seller != NOWHERE and lot > 0:
                value = nearest(12 * s.input_price[i, kind] * (s.input_award[i, kind] * lot))
                links.append((INPUT, (SUPPLIER, seller), (SUPPLIER, i), value))
    p = e.p.institute
    for k in range(j.n):
        members = sum(1 for m in j.members[k] if m != 0)
        for f in j.partners[k]:
            if f != NOWHERE:
                value = nearest(12 * p.project_cost / p.project_months / members)
                links.append((PROJECT, (INSTITUTE, int(j.institute[k])), (SUPPLIER, int(f)), value))
    return links


def cluster_of(e, node):
    kind, row = node
    return int((e.oem, e.supplier, e.institute)[kind].cluster[row])


def components(nodes, near):
    seen, sizes = set(), []
    for first in nodes:
        if first in seen:
            continue
        seen.add(first)
        waiting, size = [first], 0
        while waiting:
            a = waiting.pop()
            size += 1
            for b in near[a]:
                if b not in seen:
                    seen.add(b)
                    waiting.append(b)
        sizes.append(size)
    return sizes


def cores(nodes, near):
    """The largest k of a group in which everybody has k neighbours or more, for each node (Seidman 1983)."""
    core, left, k = {}, {a: set(near[a]) for a in nodes}, 0
    while left:
        thin = [a for a in left if len(left[a]) <= k]
        if not thin:
            k += 1
        for a in thin:
            core[a] = k
            for b in left.pop(a):
                left[b].discard(a)
            for b in left:
                left[b].discard(a)
    return core


def page_rank(nodes, pays, damping, iterations):
    """pays[a][b]: weight of the arc from a to b"""
    n = len(nodes)
    rank = {a: 1 / n for a in nodes}
    for _ in range(iterations):
        anywhere = sum(rank[a] for a in nodes if not pays[a])
        new = {a: (1 - damping + damping * anywhere) / n for a in nodes}
        for a in nodes:
            total = sum(pays[a].values())
            for b, weight in pays[a].items():
                new[b] += damping * rank[a] * weight / total
        rank = new
    return rank


def betweenness(nodes, near, pivots):
    """Brandes (2001) from the pivots, scaled up to all nodes (Brandes and Pich 2007)"""
    through = {a: 0.0 for a in nodes}
    for source in pivots:
        paths, away = {source: 1.0}, {source: 0}
        order, waiting = [], deque([source])
        while waiting:
            a = waiting.popleft()
            order.append(a)
            for b in near[a]:
                if b not in away:
                    away[b], paths[b] = away[a] + 1, 0.0
                    waiting.append(b)
                if away[b] == away[a] + 1:
                    paths[b] += paths[a]
        depends = {a: 0.0 for a in order}
        for b in reversed(order):
            for a in near[b]:
                if away.get(a, -1) == away[b] - 1:
                    depends[a] += paths[a] / paths[b] * (1 + depends[b])
            if b != source:
                through[b] += depends[b]
    return {a: x * len(nodes) / len(pivots) for a, x in through.items()}


def assortativity(nodes, near):
    """Correlation of the degrees at both ends of a link, each link both ways (Newman 2002)"""
    ends = [(len(near[a]), len(near[b])) for a in nodes for b in near[a]]
    n = len(ends)
    if n == 0:
        return math.nan
    mean = sum(x for x, _ in ends) / n
    variance = sum((x - mean) ** 2 for x, _ in ends) / n
    return sum((x - mean) * (y - mean) for x, y in ends) / n / variance if variance > 0 else math.nan


def modularity(nodes, near, group):
    """Newman (2004), every pair alike"""
    ends = sum(len(near[a]) for a in nodes)
    if ends == 0:
        return math.nan
    inside = sum(1 for a in nodes for b in near[a] if group[a] == group[b])
    of_group = {}
    for a in nodes:
        of_group[group[a]] = of_group.get(group[a], 0) + len(near[a])
    return inside / ends - sum((x / ends) ** 2 for x in of_group.values())


def share_of_largest(numbers, n):
    """(12.29)"""
    return sum(sorted(numbers, reverse=True)[:n]) / sum(numbers) if sum(numbers) > 0 else math.nan


def distances(nodes, near, sources):
    away = {a: 0 for a in sources}
    waiting = deque(sources)
    while waiting:
        a = waiting.popleft()
        for b in near[a]:
            if b not in away:
                away[b] = away[a] + 1
                waiting.append(b)
    return away


@phase("nation.measure_network")
def measure_network(e):
    n, p = e.nation, e.p.network
    links = links_of(e)
    nodes = sorted({end for _, a, b, _ in links for end in (a, b)})
    suppliers = [a for a in nodes if a[0] == SUPPLIER]
    near = {a: set() for a in nodes}
    goods, back = {a: set() for a in nodes}, {a: set() for a in nodes}
    pays = {a: {} for a in nodes}
    arcs = {(a, b) for _, a, b, _ in links}
    for kind, a, b, value in links:
        near[a].add(b)
        near[b].add(a)
        if kind != PROJECT:
            pays[b][a] = pays[b].get(a, 0) + value
            goods[a].add(b)
            back[b].add(a)
    n.network_nodes[0] = [sum(1 for a in nodes if a[0] == kind) for kind in range(3)]
    n.network_links[0] = [len({(a, b) for k, a, b, _ in links if k == kind}) for kind in range(3)]
    if not suppliers or all(a[0] != MAKER for a in nodes):
        return
    customers = [len(goods[a]) for a in suppliers if goods[a]]
    n.network_customers[0] = [sum(1 for x in customers if x == k) for k in range(1, 6)] + [
        sum(1 for x in customers if x >= 6)]
    away = distances(nodes, back, [a for a in nodes if a[0] == MAKER])
    far = [away[a] for a in suppliers if a in away]
    n.network_tiers[0] = [sum(1 for x in far if x == 1), sum(1 for x in far if x == 2), sum(1 for x in far if x >= 3)]
    chain = distances(nodes, back, [a for a in nodes if a[0] == MAKER and e.oem.group[a[1]] != 0])
    steps = [(min(chain[a], 3), a[1]) for a in suppliers if a in chain]
    s = e.supplier
    n.network_chain[0] = [sum(1 for t, _ in steps if t == k) for k in (1, 2, 3)]
    n.network_chain_domestic[0] = [sum(1 for t, i in steps if t == k and s.owner[i] == 0) for k in (1, 2, 3)]
    n.network_chain_certified[0] = [sum(1 for t, i in steps if t == k and s.certificate[i] != 0) for k in (1, 2, 3)]
    sizes = components(nodes, near)
    n.network_components[0] = len(sizes)
    n.network_largest_component[0] = max(sizes) / len(nodes)
    core = cores(nodes, near)
    n.network_core[0] = max(core.values())
    n.network_core_suppliers[0] = sum(1 for a in suppliers if core[a] == n.network_core[0])
    rank = page_rank(nodes, pays, p.damping, p.iterations)
    n.network_rank_of_largest[0] = share_of_largest([rank[a] for a in suppliers], p.largest)
    between = betweenness(nodes, near, pivots_of(e, nodes))
    n.network_bridges_of_largest[0] = share_of_largest([between[a] for a in suppliers], p.largest)
    n.network_assortativity[0] = assortativity(nodes, near)
    n.network_reciprocity[0] = sum(1 for a, b in arcs if (b, a) in arcs) / len(arcs)
    selling = [a for a in suppliers if goods[a]]
    n.network_institute_ties[0] = sum(1 for a in selling if any(b[0] == INSTITUTE for b in near[a])) / len(selling)
    n.network_modularity[0] = modularity(nodes, near, {a: cluster_of(e, a) for a in nodes})
    makers = sum(1 for a in nodes if a[0] == MAKER)
    reach = [sum(1 for b in distances(nodes, goods, [a]) if b[0] == MAKER) / makers for a in selling]
    n.network_failure_reach[0] = sum(reach) / len(reach)
    n.network_worst_failure[0] = max(reach)


def identity_of(e, node):
    kind, row = node
    if kind == SUPPLIER:
        return int(e.supplier.identity[row])
    return (e.oem if kind == MAKER else e.institute).first_id + row


def pivots_of(e, nodes):
    """Those that arrive first, each by its own luck"""
    arrives = {a: e.draw.exponential(identity_of(e, a), streams.network_pivot, a[0]) for a in nodes}
    return sorted(nodes, key=lambda a: arrives[a])[:e.p.network.pivots]
