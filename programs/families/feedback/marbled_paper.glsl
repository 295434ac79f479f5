// title: Marbled paper
// family: marbled_paper
// description: Colours poured in rows are combed and stirred by vortices, frame after frame
// tags: feedback
// dialect: twigl:geeker_300
// licence: CC0-1.0
// @param kRows texture 7.0 3.0 14.0
// @param kStir pose 3.0 1.0 5.0
// @param kVortices identity 3.0 1.0 5.0
// @param kHue palette 0.9 0.0 1.0
// @param kComb identity 1.2 0.0 3.0
const float kRows = 7.0;
const float kStir = 3.0;
const float kVortices = 3.0;
const float kHue = 0.9;
const float kComb = 1.2;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 poured(vec2 p) {
    float y = p.y * kRows + 0.7 * sin(3.0 * p.x + t) + 5.0 * floor(0.5 * t), row = floor(y), id = rnd(vec2(row, 2));
    vec3 ink = id < 0.25 ? vec3(0.96, 0.93, 0.85) : pal(kHue + 0.6 * id) * (0.4 + 0.6 * rnd(vec2(row, 5)));
    return mix(ink, vec3(0.08, 0.07, 0.12), smoothstep(0.06, 0.02, abs(fract(y) - 0.5) - 0.42 + 0.0 * id) * step(0.42, abs(fract(y) - 0.5)));
}
void main() {
    vec2 p = (2.0 * gl_FragCoord.xy - r) / r.y, v = vec2(0.0);
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kVortices)) break;
        vec2 c = 0.75 * vec2(sin(2.4 * float(k) + 0.9 * t), cos(1.9 * float(k) + 0.7 * t)), q = p - c;
        v += (mod(float(k), 2.0) < 0.5 ? 1.0 : -1.0) * vec2(-q.y, q.x) * exp(-5.0 * dot(q, q)) * kStir;
    }
    v.x += 0.25 * kComb * sin(9.0 * p.y) * step(f, 9.0);
    v.y += 0.25 * kComb * sin(11.0 * p.x) * step(9.0, f);
    vec2 at = ((p - 0.06 * v) * r.y + r) * 0.5;
    vec3 old = texture(b, clamp(at / r, 0.002, 0.998)).rgb;
    o = vec4(f < 1.5 ? poured(p) : old, 1.0);
}
