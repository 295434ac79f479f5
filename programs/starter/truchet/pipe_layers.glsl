// title: Pipe layers
// family: truchet
// description: Three depths of shiny pipes crossing on brick red
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    vec3 col = vec3(0.42, 0.13, 0.1);
    for (int layer = 0; layer < 3; layer++) {
        float depth = float(layer), scale = 7.0 - 1.9 * depth;
        vec2 p = scale * uv + vec2(0.2 + 0.35 * depth, 0.5 - 0.2 * depth) * iTime + 17.0 * depth;
        vec2 cell = floor(p), f = p - cell - 0.5;
        float kind = rnd(cell + 50.0 * depth), d;
        if (kind < 0.3) f.x = -f.x;
        if (kind < 0.6) d = min(abs(length(f - 0.5) - 0.5), abs(length(f + 0.5) - 0.5));
        else d = kind < 0.8 ? abs(f.y) : min(abs(f.x), abs(f.y));
        float w = 0.13, round_ = 1.0 - d / w;
        vec3 metal = mix(vec3(0.25, 0.3, 0.36), vec3(0.85, 0.62, 0.4), 0.5 * depth) * (0.3 + 0.9 * clamp(round_, 0.0, 1.0));
        metal += 0.5 * smoothstep(0.6, 0.95, round_);
        col *= 1.0 - 0.5 * smoothstep(0.3, 0.1, d);
        col = mix(col, metal, smoothstep(w, w - 0.03, d));
    }
    fragColor = vec4(col, 1.0);
}
