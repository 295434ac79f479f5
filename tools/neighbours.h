#pragma once
// A sheet of a program's neighbours in latent space: rows = moments, or its parameters one by one; columns = growing sigma,
// the first the program itself.
#include <string>
#include <vector>

#include "tools/corpus_session.h"

namespace progpretrain::tools {

struct NeighbourSheet {
  enum class Rows { moments, parameters };
  Rows rows = Rows::moments;
  std::vector<float> moments_s;  ///< of parameters: the first one
  uint32_t size_px = 128, supersample = 1;
  std::string out;  ///< .png
};

/// The widths of the columns.
std::vector<float> neighbour_sigmas();

/// "moments", "parameters" or empty (moments). Throws UsageError for anything else.
NeighbourSheet::Rows neighbour_rows(const std::string& text);

/// Measures what has not been measured and draws the sheet. A row of parameters follows one neighbour outwards: declared
/// parameters first, then the literals with the largest effects. Throws UsageError when `out` is no .png, or no row is left.
/// Returns an exit code.
int draw_neighbours(CorpusSession& session, const std::vector<std::string>& ids, const NeighbourSheet& sheet);

}  // namespace progpretrain::tools
