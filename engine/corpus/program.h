#pragma once
// A program as its author wrote it, with what its source tells about it.
#include <map>
#include <string>
#include <vector>

namespace progpretrain::corpus {

/// What a host binds to one channel (iChannel0-3) of a pass.
struct Input {
  int channel = 0;     ///< 0 to 3
  std::string kind;    ///< "texture", "cubemap", "volume", "buffer", "keyboard", "music",
                       ///< "microphone", "video", "webcam"; another word: an unknown kind
  std::string source;  ///< the host's name of the medium; of a buffer its name, "A" to "D"
  std::string filter;  ///< "nearest", "linear", "mipmap"; empty = the host's default
  std::string wrap;    ///< "clamp", "repeat"; empty = the host's default
  bool vflip = true;   ///< false: the host hands a texture's rows over from the top
  bool operator==(const Input&) const = default;
};

/// A pass that is drawn into a buffer before the picture; it may read all buffers, its own as it was
/// in the frame before.
struct BufferPass {
  std::string name;  ///< "A" to "D"
  std::string source;
  std::vector<Input> inputs;
  bool operator==(const BufferPass&) const = default;
};

struct Program {
  std::string id;       ///< the source's id, else the file's stem; unique in a corpus
  std::string dialect;  ///< "shadertoy", "twigl:geekest_300", "sandbox", ... ; empty = to be found
  std::string source;   ///< the author's text of the pass that is shown, UTF-8
  std::string common;   ///< text that stands before every pass, or empty
  std::vector<Input> inputs;        ///< of the pass that is shown
  std::vector<BufferPass> buffers;  ///< in the order of drawing
  std::string title, author, description;
  std::string family;   ///< visual family, or empty
  std::string licence;  ///< SPDX name, or empty when the source does not say
  std::string origin;   ///< where it was read: path, or archive!member
  std::vector<std::string> tags;
  std::vector<std::string> notes;  ///< what the reader left out: "sound pass dropped"
  /// What the pack that it came in says of its pictures, by name (as in Screening::measurements).
  /// Not empty: somebody has drawn it, and it was neither blank nor static.
  std::map<std::string, double> statistics;
};

}  // namespace progpretrain::corpus
