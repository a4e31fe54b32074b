#include "engine/run/checkpoint.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "engine/state/column.hpp"

namespace trellis {

namespace {

std::vector<AnyColumn*> state_of(const Table& table) {
  std::vector<AnyColumn*> all;
  for (AnyColumn* column : table.columns())
    if (column->life == Life::state) all.push_back(column);
  return all;
}

void put_table(CheckpointWriter& out, const Table& table) {
  out.put(std::string_view{table.name});
  out.put(std::uint64_t{table.parts()});
  for (std::size_t p = 0; p < table.parts(); ++p)
    for (const std::size_t number : {table.part(p).first, table.part(p).rows, table.part(p).room})
      out.put(std::uint64_t{number});
  const std::vector<AnyColumn*> columns = state_of(table);
  out.put(std::uint64_t{columns.size()});
  std::vector<std::byte> rows;
  for (const AnyColumn* column : columns) {
    out.put(std::string_view{column->name});
    out.put(std::uint64_t{column->bytes_per_row()});
    rows.resize(table.rows() * column->bytes_per_row());
    column->copy_rows(rows.data());
    out.put(rows);
  }
}

/// What follows in the checkpoint has to be what the program would write there.
void expect(CheckpointReader& in, const std::string& what) {
  if (const std::string found = in.text(); found != what)
    in.refuse(fmt::format("holds '{}' where this program keeps '{}'", found, what));
}
void expect(CheckpointReader& in, std::uint64_t number, const std::string& of_what) {
  if (const std::uint64_t found = in.number(); found != number)
    in.refuse(fmt::format("holds {} {} where this program has {}", found, of_what, number));
}

void take_table(CheckpointReader& in, Table& table) {
  expect(in, table.name);
  std::vector<Part> parts;
  for (std::uint64_t left = in.number(); left > 0; --left) {
    Part& part = parts.emplace_back();
    for (std::size_t* number : {&part.first, &part.rows, &part.room}) *number = in.number();
  }
  try {
    table.take_parts(std::move(parts));
  } catch (const std::logic_error& fault) {
    in.refuse(fault.what());
  }
  const std::vector<AnyColumn*> columns = state_of(table);
  expect(in, columns.size(), "columns of " + table.name);
  std::vector<std::byte> rows;
  for (AnyColumn* column : columns) {
    expect(in, column->name);
    expect(in, column->bytes_per_row(), "bytes for a row of " + column->label());
    rows.resize(table.rows() * column->bytes_per_row());
    in.take(rows);
    column->take_rows(rows.data());
  }
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, CheckpointHead head, World& world) {
  const Carried carried = world.carried();
  head.step = world.clock().step;
  CheckpointWriter out{path, head};
  out.put(std::uint64_t{carried.tables.size()});
  for (const Table* table : carried.tables) put_table(out, *table);
  out.put(std::uint64_t{carried.renewals.size()});
  for (const Renewal* renewal : carried.renewals) {
    out.put(std::string_view{renewal->table().name});
    out.put(std::uint64_t{renewal->next_identity()});
  }
  out.finish();
}

void take_checkpoint(CheckpointReader& in, World& world) {
  const Carried carried = world.carried();
  expect(in, carried.tables.size(), "tables");
  for (Table* table : carried.tables) take_table(in, *table);
  expect(in, carried.renewals.size(), "renewals");
  for (Renewal* renewal : carried.renewals) {
    expect(in, renewal->table().name);
    renewal->next_identity(static_cast<std::uint32_t>(in.number()));
  }
  if (!in.at_end()) in.refuse("holds more than the state of this program");
  world.go_on(in.head().step);
}

}  // namespace trellis
