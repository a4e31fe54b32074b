#include "agents/panels.hpp"

#include <algorithm>
#include <cstring>

#include "agents/model.hpp"

namespace trellis {

namespace {

struct Panel {
  const Table& table;
  const Column<std::uint32_t>* identity;  // of rows that come and go; otherwise a row keeps its number
  const std::vector<std::string>& columns;
};

std::vector<Panel> panels_of(const Economy& e) {
  const PanelParameters& p = e.scenario.outputs.panels;
  std::vector<Panel> asked;
  for (const Panel& panel :
       {Panel{e.supplier, &e.supplier.identity, p.supplier}, Panel{e.contract, &e.contract.identity, p.contract},
        Panel{e.oem, nullptr, p.oem}, Panel{e.institute, nullptr, p.institute}})
    if (!panel.columns.empty()) asked.push_back(panel);
  return asked;
}

using Type = ListField::Type;

Type type_of(const AnyColumn& column) {
  switch (column.type) {
    case ElementType::f64:
      return Type::f32;
    case ElementType::u8:
      return Type::u8;
    case ElementType::i32:
      return Type::i32;
    default:
      return Type::i64;  // u32: identities and rows need all their bits
  }
}

// Rows that point nowhere are -1.
std::int64_t place(std::uint32_t row) { return row == nowhere ? -1 : std::int64_t{row}; }

template <class T>
T element(const std::vector<std::byte>& rows, std::size_t at) {
  T value;
  std::memcpy(&value, rows.data() + at * sizeof(T), sizeof(T));
  return value;
}

void put_column(const AnyColumn& column, std::size_t rows, std::vector<std::vector<std::byte>>& fields) {
  std::vector<std::byte> values(rows * column.bytes_per_row());
  column.copy_rows(values.data());
  for (std::size_t slot = 0; slot < column.width; ++slot) {
    std::vector<std::byte>& field = fields.emplace_back();
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t at = row * column.width + slot;
      switch (column.type) {
        case ElementType::f64:
          put(field, static_cast<float>(element<double>(values, at)));
          break;
        case ElementType::i64:
          put(field, element<std::int64_t>(values, at));
          break;
        case ElementType::i32:
          put(field, element<std::int32_t>(values, at));
          break;
        case ElementType::u8:
          put(field, element<std::uint8_t>(values, at));
          break;
        default:
          put(field, place(element<std::uint32_t>(values, at)));
      }
    }
  }
}

// Suppliers come and go: a contract names its one by identity, not by row.
void put_suppliers_of_contracts(const Economy& e, std::vector<std::vector<std::byte>>& fields) {
  std::vector<std::byte>& field = fields.emplace_back();
  e.contract.each_row([&](std::size_t row) {
    const Row supplier = e.contract.supplier.get(row);
    put(field, supplier == nowhere ? std::int64_t{-1} : std::int64_t{e.supplier.identity.get(supplier)});
  });
}

}  // namespace

const AnyColumn* panel_column(const Table& table, std::string_view name) {
  for (const AnyColumn* column : table.columns())
    if (column->name == name && column->life == Life::state && column->type != ElementType::record) return column;
  return nullptr;
}

std::vector<std::string> panel_columns(const Table& table) {
  std::vector<std::string> names;
  for (const AnyColumn* column : table.columns())
    if (panel_column(table, column->name) == column) names.push_back(column->name);
  return names;
}

std::size_t panel_bytes(const Table& table, const std::vector<std::string>& columns) {
  std::size_t bytes = 12;  // number and identity
  for (const std::string& name : columns) {
    const AnyColumn& column = *panel_column(table, name);
    bytes += column.width * bytes_of(type_of(column));
  }
  return bytes;
}

std::vector<SnapshotGroup> panel_groups(const Economy& e) {
  std::vector<SnapshotGroup> found;
  for (const Panel& panel : panels_of(e)) {
    Listing rows{panel.table.name, "rows of " + panel.table.name, {}};
    rows.fields.push_back({.name = "identity", .meaning = "identity, the same at every date", .type = Type::i64});
    for (const std::string& name : panel.columns) {
      if (name == "identity") continue;
      const AnyColumn& column = *panel_column(panel.table, name);
      for (std::size_t slot = 0; slot < column.width; ++slot)
        rows.fields.push_back({.name = column.width > 1 ? name + '_' + std::to_string(slot) : name,
                               .meaning = column.meaning,
                               .unit = column.unit,
                               .type = &column == &e.contract.supplier ? Type::i64 : type_of(column)});
    }
    found.push_back({panel.table.name + "_panel", "every " + panel.table.name + " at dates", {std::move(rows)}});
  }
  return found;
}

std::vector<Snapshot> panels(const Economy& e, Month stepped, std::size_t first) {
  std::vector<Snapshot> all;
  if (stepped.month() % e.scenario.outputs.panels.every != 0) return all;
  for (const Panel& panel : panels_of(e)) {
    Snapshot::Rows rows{panel.table.rows(), {}};
    std::vector<std::byte>& identity = rows.fields.emplace_back();
    panel.table.each_row([&](std::size_t row) {
      put(identity, panel.identity ? std::int64_t{panel.identity->get(row)}
                                   : static_cast<std::int64_t>(panel.table.first_id + row));
    });
    for (const std::string& name : panel.columns) {
      if (name == "identity") continue;
      const AnyColumn& column = *panel_column(panel.table, name);
      if (&column == &e.contract.supplier)
        put_suppliers_of_contracts(e, rows.fields);
      else
        put_column(column, rows.count, rows.fields);
    }
    all.push_back({first + all.size(), {std::move(rows)}});
  }
  return all;
}

}  // namespace trellis
