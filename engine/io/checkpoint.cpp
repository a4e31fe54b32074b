#include "engine/io/checkpoint.hpp"

#include <type_traits>
#include <utility>
#include <vector>

namespace trellis {

namespace {

namespace fs = std::filesystem;

constexpr SummedKind checkpoint_kind{"trellis checkpoint 1\n", "checkpoint"};

/// One list of what a head holds, for writer and reader alike.
template <class Head, class Each>
void each_of(Head& head, Each each) {
  auto& run = head.run;
  each(run.title), each(run.references), each(run.seed), each(run.replica), each(head.step), each(run.start);
  each(head.months_sum);
  each(run.targets), each(run.moments);
  auto& from = run.provenance;
  each(from.scenario), each(from.version), each(from.revision), each(from.compiler), each(from.flags);
  each(from.parameters), each(from.inputs);
}
template <class Each>
void each_of_row(auto& row, Each each) requires requires {
  row.imposed;
}
{
  each(row.name), each(row.statistic), each(row.source), each(row.year), each(row.low), each(row.high);
  each(row.imposed);
}
template <class Each>
void each_of_row(auto& row, Each each) requires requires {
  row.observed;
}
{ each(row.name), each(row.statistic), each(row.source), each(row.year), each(row.observed); }
template <class Each>
void each_of_row(auto& row, Each each) requires requires {
  row.path;
}
{ each(row.path), each(row.value), each(row.file), each(row.line), each(row.source); }
template <class Each>
void each_of_row(auto& row, Each each) requires requires {
  row.sha256;
}
{ each(row.name), each(row.sha256); }

struct Put {
  CheckpointWriter& out;
  void operator()(const std::string& text) const { out.put(std::string_view{text}); }
  void operator()(double number) const { out.put(number); }
  void operator()(const Month& month) const {
    (*this)(month.year());
    (*this)(month.month());
  }
  template <class T>
  requires std::is_integral_v<T>
  void operator()(T number) const { out.put(static_cast<std::uint64_t>(number)); }
  template <class T>
  void operator()(const std::vector<T>& rows) const {
    out.put(std::uint64_t{rows.size()});
    for (const T& row : rows) each_of_row(row, *this);
  }
};

struct Take {
  CheckpointReader& in;
  void operator()(std::string& text) const { text = in.text(); }
  void operator()(double& number) const { number = in.real(); }
  void operator()(Month& month) const {
    const auto year = static_cast<int>(in.number());
    month = Month{year, static_cast<int>(in.number())};
  }
  template <class T>
  requires std::is_integral_v<T>
  void operator()(T& number) const { number = static_cast<T>(in.number()); }
  template <class T>
  void operator()(std::vector<T>& rows) const {
    for (std::uint64_t left = in.number(); left > 0; --left) each_of_row(rows.emplace_back(), *this);
  }
};

}  // namespace

fs::path checkpoint_path(const fs::path& output) { return fs::path(output) += ".checkpoint"; }

CheckpointWriter::CheckpointWriter(fs::path path, const CheckpointHead& head)
    : SummedWriter{std::move(path), checkpoint_kind} {
  each_of(head, Put{*this});
}

CheckpointReader::CheckpointReader(fs::path path) : SummedReader{std::move(path), checkpoint_kind} {
  each_of(head_, Take{*this});
}

}  // namespace trellis
