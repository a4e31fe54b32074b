#include "engine/ensemble/blocks.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "engine/io/digest.hpp"
#include "engine/io/run_file_output.hpp"
#include "engine/io/summed_file.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;

constexpr SummedKind block_kind{"trellis block 1\n", "block of an ensemble"};
constexpr const char* identity_name = "ensemble.txt";

std::string sum_of(const std::string& text) {
  Sha256 sum;
  sum.add(text);
  return sum.hex();
}

std::string text_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw FileError(path.string(), "cannot be read");
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_text_file(const fs::path& path, const std::string& text) {
  const fs::path fresh = passing_name(path);
  std::ofstream out{fresh, std::ios::binary};
  out << text;
  out.close();
  if (!out) throw FileError(fresh.string(), "cannot be written");
  rename_into_place(fresh, path, true);
}

/// The first line in which two identities differ, as words.
std::string difference(const std::string& there, const std::string& here) {
  std::istringstream left{there}, right{here};
  std::string was, is;
  while (true) {
    const bool one = static_cast<bool>(std::getline(left, was)), other = static_cast<bool>(std::getline(right, is));
    if (!one && !other) return "they differ";
    if (!one || !other || was != is)
      return fmt::format("theirs is '{}', this one's '{}'", one ? was : "nothing more", other ? is : "nothing more");
  }
}

void put(SummedWriter& out, const std::vector<double>& numbers) {
  out.put(std::uint64_t{numbers.size()});
  for (const double number : numbers) out.put(number);
}

std::vector<double> take_numbers(SummedReader& in) {
  std::vector<double> numbers;
  for (std::uint64_t left = in.number(); left > 0; --left) numbers.push_back(in.real());
  return numbers;
}

}  // namespace

Blocks::Blocks(const fs::path& output, std::size_t members, std::size_t members_a_block, std::string identity,
               bool anew)
    : folder_{fs::path(output) += ".blocks"}, members_{members}, members_a_block_{members_a_block} {
  identity += fmt::format("members in a block: {}\n", members_a_block);
  sum_ = sum_of(identity);
  std::error_code error;
  if (anew) fs::remove_all(folder_, error);
  if (error) throw FileError(folder_.string(), error.message());
  const fs::path told = folder_ / identity_name;
  if (fs::exists(told)) {
    if (const std::string there = text_of(told); there != identity)
      throw OtherEnsemble(folder_.string(),
                          fmt::format("holds members of another ensemble: {}; --overwrite gives them up, -o names "
                                      "another file",
                                      difference(there, identity)));
    return;
  }
  fs::create_directories(folder_, error);
  if (error) throw FileError(folder_.string(), error.message());
  write_text_file(told, identity);
}

std::size_t Blocks::size(std::size_t which) const { return std::min(members_a_block_, members_ - first(which)); }

fs::path Blocks::path_of(std::size_t which) const { return folder_ / fmt::format("{:06}.block", which); }

bool Blocks::is_there(std::size_t which) const { return fs::exists(path_of(which)); }

std::vector<std::size_t> Blocks::missing() const {
  std::vector<std::size_t> missing;
  for (std::size_t which = 0; which < count(); ++which)
    if (!is_there(which)) missing.push_back(which);
  return missing;
}

void Blocks::commit(std::size_t which, const std::vector<MemberRow>& members) const {
  if (members.size() != size(which)) throw std::invalid_argument("block: another number of members");
  const fs::path path = path_of(which);
  SummedWriter out{path, block_kind, passing_name(path)};
  out.put(std::string_view{sum_});
  out.put(std::uint64_t{which});
  out.put(std::uint64_t{members.size()});
  for (const MemberRow& member : members) {
    out.put(std::uint64_t{member.point}), out.put(std::uint64_t{member.arm}), out.put(std::uint64_t{member.replica});
    put(out, member.parameters);
    out.put(std::uint64_t{member.failed});
    out.put(std::string_view{member.reason});
    put(out, member.reached);
    out.put(member.public_cost);
    out.put(std::uint64_t{member.values.size()});
    out.put(std::span<const std::byte>{member.values});
  }
  out.finish();
}

std::vector<MemberRow> Blocks::read(std::size_t which) const {
  SummedReader in{path_of(which), block_kind};
  if (in.text() != sum_ || in.number() != which) in.refuse("is a block of another ensemble");
  if (in.number() != size(which)) in.refuse("has another number of members");
  std::vector<MemberRow> members(size(which));
  for (MemberRow& member : members) {
    member.point = static_cast<std::uint32_t>(in.number()), member.arm = static_cast<std::uint32_t>(in.number());
    member.replica = static_cast<std::uint32_t>(in.number());
    member.parameters = take_numbers(in);
    member.failed = in.number() != 0;
    member.reason = in.text();
    member.reached = take_numbers(in);
    member.public_cost = in.real();
    member.values.resize(in.number());
    in.take(member.values);
  }
  return members;
}

void Blocks::remove() const {
  std::error_code ignored;
  const fs::path leaving = passing_name(folder_);
  fs::rename(folder_, leaving, ignored);
  fs::remove_all(leaving, ignored);
}

}  // namespace trellis
