// title: Tin robots
// family: tin_robots
// description: Wind-up robots with dials and grilles swing their arms on striped paper
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kHead identity 0.28 0.18 0.4
// @param kDials identity 3.0 1.0 5.0
// @param kSwing pose 0.6 0.1 1.2
// @param kHue palette 0.0 0.0 6.28
// @param kColumns viewpoint 2.0 1.0 4.0
const float kHead = 0.28;
const float kDials = 3.0;
const float kSwing = 0.6;
const float kHue = 0.0;
const float kColumns = 2.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float box(vec2 q, vec2 b, float r) { q = abs(q) - b + r; return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - r; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = vec2(0.5 * floor(kColumns) * p.x + 0.12 * iTime, 0.5 * floor(kColumns) * p.y + 0.5 * floor(kColumns)), cell = floor(g), q = 2.5 * (g - cell - 0.5);
    float id = rnd(cell), beat = sin(4.0 * iTime + 6.28 * id), a = kSwing * beat;
    vec3 col = mix(vec3(0.95, 0.88, 0.72), vec3(0.82, 0.9, 0.85), step(0.5, fract(4.0 * g.x + 2.0 * id)));
    col *= 0.94 + 0.06 * step(0.5, fract(8.0 * g.y));
    q.y += 0.04 * abs(beat);
    vec3 tin = spin(vec3(0.75, 0.2, 0.15), kHue + 6.28 * id), steel = vec3(0.62, 0.66, 0.7);
    float legs = box(vec2(abs(q.x) - 0.2, q.y + 0.78 - 0.07 * beat * sign(q.x)), vec2(0.12, 0.25), 0.04);
    vec2 arm = vec2(abs(q.x) - 0.5, q.y - 0.12);
    arm = turn(a * sign(q.x)) * arm;
    float arms = min(box(arm + vec2(0.0, 0.28), vec2(0.08, 0.3), 0.06), abs(length(arm + vec2(0.0, 0.66)) - 0.1) - 0.04 + 9.0 * step(arm.y, -0.74) * step(abs(arm.x), 0.05));
    float trunk = box(q + vec2(0.0, 0.18), vec2(0.4, 0.4), 0.06), head = box(turn(0.12 * beat) * (q - vec2(0.0, 0.48)), vec2(0.75 * kHead + 0.12, kHead), 0.08);
    vec3 sheen = vec3(0.75 + 0.5 * smoothstep(0.5, -0.2, abs(q.x - 0.15)));
    col *= 1.0 - 0.4 * smoothstep(0.1, -0.05, min(min(box(q - vec2(0.1, -0.3), vec2(0.45, 0.8), 0.1), head), arms));
    col = mix(col, steel * (0.6 + 0.4 * step(0.5, fract(9.0 * q.y))), smoothstep(0.015, -0.015, legs));
    col = mix(col, steel * (0.55 + 0.45 * step(0.4, fract(10.0 * arm.y))), smoothstep(0.015, -0.015, arms));
    col = mix(col, tin * sheen, smoothstep(0.015, -0.015, trunk));
    col = mix(col, mix(steel, tin, 0.25) * sheen, smoothstep(0.015, -0.015, head));
    float n = floor(kDials), slot = clamp(floor((q.x / 0.7 + 0.5) * n), 0.0, n - 1.0);
    vec2 dial = q + vec2(0.0, 0.08) - vec2(((slot + 0.5) / n - 0.5) * 0.7, 0.0);
    float face = length(dial) - 0.3 / max(n, 2.0), hand = abs(dot(turn(2.0 * iTime * (slot + 1.0)) * dial, vec2(1, 0))) - 0.012;
    col = mix(col, vec3(0.97, 0.95, 0.85), smoothstep(0.012, -0.012, face));
    col = mix(col, vec3(0.1), smoothstep(0.012, -0.0, min(abs(face) - 0.012, max(hand, face))));
    col = mix(col, vec3(0.1, 0.1, 0.12), step(0.5, fract(16.0 * q.x)) * step(box(q + vec2(0.0, 0.42), vec2(0.28, 0.08), 0.0), 0.0));
    vec2 eye = vec2(abs(q.x) - 0.16, q.y - 0.54);
    col = mix(col, mix(vec3(0.2, 0.15, 0.1), vec3(1.0, 0.9, 0.3), step(0.0, sin(5.0 * iTime + 9.0 * id))), smoothstep(0.015, -0.015, length(eye) - 0.085));
    col = mix(col, vec3(0.1), smoothstep(0.012, 0.0, min(abs(length(eye) - 0.085) - 0.015, box(q - vec2(0.0, 0.34), vec2(0.2, 0.03), 0.0))));
    fragColor = vec4(col, 1.0);
}
