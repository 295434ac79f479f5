// title: Video echo
// family: video_echo
// description: Each frame holds the last one smaller, turned and tinted, around a fresh figure
// tags: feedback
// dialect: twigl:geeker_300
// licence: CC0-1.0
// @param kZoom viewpoint 1.12 1.03 1.3
// @param kTurn pose 0.12 -0.5 0.5
// @param kSides identity 5.0 3.0 9.0
// @param kHue palette 0.3 0.0 1.0
// @param kFade light 0.96 0.85 1.0
const float kZoom = 1.12;
const float kTurn = 0.12;
const float kSides = 5.0;
const float kHue = 0.3;
const float kFade = 0.96;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void main() {
    vec2 p = (2.0 * gl_FragCoord.xy - r) / r.y, q = turn(kTurn + 0.1 * sin(t)) * p * kZoom + 0.1 * vec2(sin(0.9 * t), cos(0.7 * t));
    vec2 at = (q * r.y + r) * 0.5;
    float n = floor(kSides), w = 6.2832 / n, inside = step(0.0, min(min(at.x, at.y), min(r.x - at.x, r.y - at.y)));
    vec3 old = texelFetch(b, ivec2(clamp(at, vec2(0.0), r - 1.0)), 0).rgb;
    vec3 ground = pal(kHue + 0.5 + 0.05 * f) * 0.3 + 0.1 * step(0.5, fract(6.0 * (p.x + p.y)));
    vec3 col = mix(ground, old.gbr * vec3(0.9, 1.0, 0.95) * kFade + 0.02, inside * 0.92);
    vec2 c = turn(-1.5 * t) * (p - 0.55 * vec2(cos(1.7 * t + 0.1 * f), sin(1.3 * t + 0.13 * f)));
    float a = mod(atan(c.y, c.x), w) - 0.5 * w, d = length(c) * cos(a) - 0.2;
    col = mix(col, pal(kHue + 0.07 * f + 0.3 * t), smoothstep(0.015, -0.015, d));
    col = mix(col, vec3(0.98), smoothstep(0.03, 0.01, abs(d)));
    float frame = abs(max(abs(p.x), abs(p.y)) - 0.96) - 0.03;
    o = vec4(mix(col, pal(kHue + 0.1 * f) * 0.6, smoothstep(0.01, -0.01, frame)), 1.0);
}
