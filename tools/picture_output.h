#pragma once
// Drawn pictures into files: PNG and contact sheet, animated WebP, HTML gallery, folders of PNG or NumPy files.
#include <map>
#include <string>
#include <vector>

#include "engine/corpus/store.h"
#include "engine/render/render_session.h"

namespace progpretrain::tools {

struct PictureSet {
  std::vector<std::string> ids;          ///< programs that were drawn
  std::vector<float> moments_s;          ///< of each program
  render::DrawnFrames frames;            ///< ids.size() * moments_s.size() images, program by program
  std::vector<corpus::Entry> entries;    ///< all programs asked for, drawn or not (the gallery shows both)
  std::map<std::string, std::string> failed;  ///< id -> reason

  /// Throws UsageError when `out` has an ending that write() does not know.
  static void check_output(const std::string& out);

  /// Writes `out` by its ending: .png, .webp, .html, or no ending: a folder in `format` (png, npy). Throws UsageError for
  /// another ending, and when there is nothing to write that the kind of file could hold.
  void write(const std::string& out, const std::string& format) const;
};

}  // namespace progpretrain::tools
