#pragma once
// From the passes of a Shadertoy program to what its picture needs: the image pass, Common, and the
// buffers that reach the image through inputs.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

struct ShadertoyInput {
  int channel = 0;     ///< 0 to 3
  std::string kind;    ///< as the site or its API names it: "texture", "musicstream", ...
  std::string source;  ///< path on the site; names the buffer ("/media/previz/buffer00.png" is A)
  std::string id;      ///< equal to an output's id of the pass that is read
  std::string filter, wrap;
  bool vflip = true;
};

struct ShadertoyPass {
  std::string kind;  ///< "image", "buffer", "common", "cubemap", "sound"
  std::string name;  ///< "Buffer A", "Buf A", "A" or anything
  std::string code;
  std::vector<ShadertoyInput> inputs;
  std::vector<std::string> output_ids;
};

/// The channels that `code` outside comments speaks of by the names iChannel0-3 or iCh0-3; pasted
/// names (iChannel##i) count as all of them.
std::array<bool, 4> used_channels(std::string_view code);

/// Whether `code` outside comments defines the function mainImage.
bool defines_main_image(std::string_view code);

/// The program with source, Common, inputs and buffers, in the order A to D. Passes that change no
/// pixel of the picture are left out with a note, and so are inputs that no code mentions. A
/// refusal (unsupported, stage "read") when there is not exactly one image pass or a pass that is
/// drawn reads the cube-map pass. An input that reads a buffer which no pass draws stays.
Item item_of_passes(Program program, std::vector<ShadertoyPass> passes);

}  // namespace progpretrain::corpus
