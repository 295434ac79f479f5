// title: Fern fronds
// family: fern_fronds
// description: Fronds with paired leaflets unroll from coiled tips
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kLeaflets identity 18.0 8.0 28.0
// @param kUnroll pose 0.6 0.1 1.0
// @param kFronds clutter 5.0 2.0 8.0
// @param kHue palette 0.0 0.0 6.28
// @param kSlope identity 0.9 0.5 1.3
const float kLeaflets = 18.0;
const float kUnroll = 0.6;
const float kFronds = 5.0;
const float kHue = 0.0;
const float kSlope = 0.9;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.06, 0.1, 0.08), vec3(0.2, 0.3, 0.2), vnoise(2.0 * p + 0.2 * iTime)) * (1.1 + 0.4 * p.y);
    col += 0.2 * smoothstep(0.75, 0.95, vnoise(6.0 * p + 9.0)) * vec3(0.8, 0.9, 0.5);
    for (int k = 0; k < 8; k++) {
        if (float(k) >= floor(kFronds)) break;
        float id = rnd(vec2(k, 3)), a = 1.57 + 0.9 * (2.0 * fract(0.618 * float(k)) - 1.0), open_ = clamp(kUnroll + 0.35 * sin(0.5 * iTime + 6.0 * id), 0.05, 1.0), near = 9.0, place = 0.0, side = 0.0;
        vec2 c = vec2(1.2 * (fract(0.38 * float(k) + 0.1) - 0.5), -1.15 + 0.1 * id), dir = vec2(cos(a), sin(a));
        float bend = (id < 0.5 ? 1.0 : -1.0), curl = a;
        for (int n = 0; n < 30; n++) {                // the stalk as a chain; remember the nearest link in leaflet units
            float f = float(n) / 30.0, reach = 0.36 * (1.0 - f) * smoothstep(0.0, 0.2, f) * (0.3 + 0.7 * open_);
            curl += bend * (0.02 + 0.04 * sin(iTime + 5.0 * id) + (1.0 - open_) * 0.5 * f * f + 0.25 * f * f * f);
            dir = vec2(cos(curl), sin(curl));
            vec2 v = p - c;
            float x = dot(v, dir), y = dot(v, vec2(-dir.y, dir.x)), d = length(vec2(x - clamp(x, 0.0, 0.06), y)) / max(reach, 0.02);
            if (d < near) { near = d; place = f + x / 1.8; side = y / max(reach, 0.02); }
            c += 0.06 * dir;
        }
        float row = place * floor(kLeaflets) - kSlope * abs(side), leaf = abs(fract(row) - 0.5) - 0.4 * sqrt(max(1.0 - abs(side), 0.0)), rib = abs(side) - 0.06;
        vec3 green = spin(mix(vec3(0.12, 0.35, 0.1), vec3(0.45, 0.65, 0.18), place), kHue + 0.4 * id) * (0.7 + 0.5 * float(k) / 8.0);
        green *= 0.75 + 0.5 * abs(fract(row) - 0.5) + 0.2 * side;
        float there = step(abs(side), 1.0) * step(near, 1.0);
        col *= 1.0 - 0.3 * there;
        col = mix(col, green, there * smoothstep(0.04, -0.04, leaf));
        col = mix(col, vec3(0.5, 0.42, 0.18), there * smoothstep(0.03, -0.03, rib));
    }
    fragColor = vec4(col, 1.0);
}
