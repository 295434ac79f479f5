#pragma once
// What a Shadertoy program needs besides its image pass, and whether it can be drawn from that pass
// alone.
#include <string>
#include <vector>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

struct ShadertoyInput {
  int channel = 0;
  std::string kind;    ///< "texture", "buffer", "keyboard", ...
  std::string source;  ///< path on the site; names the buffer ("/media/previz/buffer00.png" is A)
};

struct ShadertoyPass {
  std::string kind;  ///< "image", "buffer", "common", "cubemap", "sound"
  std::string code;
  std::vector<ShadertoyInput> inputs;
};

/// Whether `code` outside comments speaks of iChannel<channel>; pasted names (iChannel##i) count as
/// all of them.
bool uses_channel(std::string_view code, int channel);

/// The program with its source, or a refusal (unsupported, stage "read") that lists what it needs.
/// Passes that the image pass does not read change no pixel and are left out.
Item single_pass_item(Program program, const std::vector<ShadertoyPass>& passes);

}  // namespace progpretrain::corpus
