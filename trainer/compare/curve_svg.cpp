#include "trainer/compare/curve_svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "engine/base/check.h"

namespace progpretrain::trainer {
namespace {

constexpr double kWidth = 760, kHeight = 420, kLeft = 64, kRight = 190, kTop = 20, kBottom = 52;
// After M. Okabe and K. Ito, "Color Universal Design", 2008: told apart by most eyes.
constexpr std::array kColours{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                              "#e69f00", "#56b4e9", "#000000", "#8c6d31"};

std::string text_of(double value, int digits = 1) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
  return buffer.data();
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

struct Axes {
  double most_programs = 2, most_clusters = 1;

  double x(double programs) const {
    return kLeft + (kWidth - kLeft - kRight) * std::log2(programs) / std::log2(most_programs);
  }
  double y(double clusters) const {
    const double share = std::clamp(clusters / most_clusters, 0.0, 1.0);
    return kHeight - kBottom - (kHeight - kTop - kBottom) * share;
  }
  std::string point(double programs, double clusters) const {
    return text_of(x(programs)) + "," + text_of(y(clusters)) + " ";
  }
};

/// 1, 2 or 5 times a power of ten: about five steps up to `most`.
double tick_step(double most) {
  const double power = std::pow(10, std::floor(std::log10(most / 5)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (most / (factor * power) <= 6) return factor * power;
  return 10 * power;
}

std::string label(double x, double y, const char* anchor, const std::string& text) {
  return "<text x=\"" + text_of(x) + "\" y=\"" + text_of(y) + "\" text-anchor=\"" + anchor + "\">" +
         escaped(text) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const char* colour) {
  return "<line x1=\"" + text_of(x1) + "\" y1=\"" + text_of(y1) + "\" x2=\"" + text_of(x2) +
         "\" y2=\"" + text_of(y2) + "\" stroke=\"" + colour + "\"/>\n";
}

std::string grid(const Axes& axes) {
  std::string out;
  const double right = kWidth - kRight, bottom = kHeight - kBottom;
  const double step = tick_step(axes.most_clusters);
  for (double clusters = 0; clusters <= axes.most_clusters; clusters += step) {
    const double y = axes.y(clusters);
    out += line(kLeft, y, right, y, "#dddddd");
    out += label(kLeft - 8, y + 4, "end", text_of(clusters, step < 1 ? 1 : 0));
  }
  for (double programs = 1; programs <= axes.most_programs; programs *= 2) {
    out += line(axes.x(programs), bottom, axes.x(programs), bottom + 5, "#555555");
    out += label(axes.x(programs), bottom + 20, "middle", text_of(programs, 0));
  }
  return out + label((kLeft + right) / 2, kHeight - 12, "middle", "programs drawn") +
         label(kLeft, kTop - 6, "start", "clusters of pictures found");
}

}  // namespace

std::string curves_svg(std::span<const NamedCurve> curves) {
  Axes axes;
  for (const NamedCurve& curve : curves)
    for (const CurvePoint& point : curve.points) {
      axes.most_programs = std::max(axes.most_programs, static_cast<double>(point.num_programs));
      axes.most_clusters = std::max(axes.most_clusters, point.clusters.high);
    }
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + text_of(kWidth, 0) +
                    "\" height=\"" + text_of(kHeight, 0) +
                    "\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222222\">\n"
                    "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" +
                    grid(axes);
  for (size_t i = 0; i < curves.size(); ++i) {
    PP_CHECK(!curves[i].points.empty(), curves[i].name);
    const std::string colour = kColours[i % kColours.size()];
    std::string middle, upper, lower;
    for (const CurvePoint& point : curves[i].points) {
      const auto programs = static_cast<double>(point.num_programs);
      middle += axes.point(programs, point.clusters.value);
      upper += axes.point(programs, point.clusters.high);
      lower = axes.point(programs, point.clusters.low) + lower;
    }
    out += "<polygon points=\"" + upper + lower + "\" fill=\"" + colour +
           "\" fill-opacity=\"0.13\"/>\n<polyline points=\"" + middle +
           "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"/>\n";
    const double y = kTop + 14 + 20 * static_cast<double>(i), x = kWidth - kRight + 14;
    out += line(x, y - 4, x + 20, y - 4, colour.c_str());
    out += label(x + 26, y, "start", curves[i].name);
  }
  return out + "</svg>\n";
}

}  // namespace progpretrain::trainer
